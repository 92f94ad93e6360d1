-- What was approved stays as it is, on PostgreSQL. Statements are kept apart by an empty line.

CREATE FUNCTION edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an approved edition does not change';
END $$

CREATE FUNCTION edition_file_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM profiles_edition WHERE id = NEW.edition_id AND state = 'goedgekeurd') THEN
        RAISE EXCEPTION 'an approved edition does not change';
    END IF;
    RETURN NEW;
END $$

CREATE FUNCTION edition_file_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM profiles_edition WHERE id = OLD.edition_id AND state = 'gepubliceerd') THEN
        RAISE EXCEPTION 'an approved edition does not change';
    END IF;
    RETURN OLD;
END $$

CREATE FUNCTION edition_correction_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM profiles_edition WHERE id = NEW.edition_id AND state = 'concept') THEN
        RAISE EXCEPTION 'an approved edition does not change';
    END IF;
    RETURN NEW;
END $$

CREATE FUNCTION edition_correction_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM profiles_edition WHERE id = OLD.edition_id AND state <> 'concept') THEN
        RAISE EXCEPTION 'an approved edition does not change';
    END IF;
    RETURN OLD;
END $$

CREATE FUNCTION edition_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM profiles_edition WHERE quarter = OLD.quarter AND state <> 'concept') THEN
        RAISE EXCEPTION 'a quarter with an approved edition is not counted again';
    END IF;
    RETURN OLD;
END $$

CREATE FUNCTION edition_count_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM profiles_edition e JOIN profiles_quartercount c ON c.quarter = e.quarter
        WHERE c.id = OLD.quarter_id AND e.state <> 'concept') THEN
        RAISE EXCEPTION 'a quarter with an approved edition is not counted again';
    END IF;
    RETURN NEW;
END $$

-- A table without rows may be emptied: it holds nothing that could get lost.

CREATE FUNCTION edition_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_filled boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO is_filled;
    IF is_filled THEN
        RAISE EXCEPTION 'an approved edition does not change';
    END IF;
    RETURN NULL;
END $$

CREATE TRIGGER edition_update BEFORE UPDATE ON profiles_edition FOR EACH ROW
WHEN (OLD.state = 'gepubliceerd' OR (OLD.state = 'goedgekeurd' AND (
    NEW.state = 'concept' OR NEW.id <> OLD.id OR NEW.quarter <> OLD.quarter OR NEW.number <> OLD.number
    OR NEW.content <> OLD.content OR NEW.checksum <> OLD.checksum OR NEW.is_protected <> OLD.is_protected
    OR NEW.withheld <> OLD.withheld OR NEW.checked_by <> OLD.checked_by OR NEW.approved_by <> OLD.approved_by
    OR NEW.approved_at <> OLD.approved_at OR NEW.quarantined <> OLD.quarantined)))
EXECUTE FUNCTION edition_refuse()

CREATE TRIGGER edition_delete BEFORE DELETE ON profiles_edition FOR EACH ROW
WHEN (OLD.state <> 'concept') EXECUTE FUNCTION edition_refuse()

CREATE TRIGGER edition_truncate BEFORE TRUNCATE ON profiles_edition
FOR EACH STATEMENT EXECUTE FUNCTION edition_truncate()

CREATE TRIGGER edition_insert BEFORE INSERT ON profiles_editionfile
FOR EACH ROW EXECUTE FUNCTION edition_file_insert()

CREATE TRIGGER edition_update BEFORE UPDATE ON profiles_editionfile
FOR EACH ROW EXECUTE FUNCTION edition_refuse()

CREATE TRIGGER edition_delete BEFORE DELETE ON profiles_editionfile
FOR EACH ROW EXECUTE FUNCTION edition_file_delete()

CREATE TRIGGER edition_truncate BEFORE TRUNCATE ON profiles_editionfile
FOR EACH STATEMENT EXECUTE FUNCTION edition_truncate()

CREATE TRIGGER edition_insert BEFORE INSERT ON profiles_editioncorrection
FOR EACH ROW EXECUTE FUNCTION edition_correction_insert()

CREATE TRIGGER edition_update BEFORE UPDATE ON profiles_editioncorrection
FOR EACH ROW EXECUTE FUNCTION edition_refuse()

CREATE TRIGGER edition_delete BEFORE DELETE ON profiles_editioncorrection
FOR EACH ROW EXECUTE FUNCTION edition_correction_delete()

CREATE TRIGGER edition_count_delete BEFORE DELETE ON profiles_quartercount
FOR EACH ROW EXECUTE FUNCTION edition_count_delete()

CREATE TRIGGER edition_count_update BEFORE UPDATE ON profiles_municipalitycount
FOR EACH ROW EXECUTE FUNCTION edition_count_update()

CREATE TRIGGER edition_change BEFORE UPDATE OR DELETE ON profiles_figureevent
FOR EACH ROW EXECUTE FUNCTION edition_refuse()

CREATE TRIGGER edition_truncate BEFORE TRUNCATE ON profiles_figureevent
FOR EACH STATEMENT EXECUTE FUNCTION edition_truncate()
