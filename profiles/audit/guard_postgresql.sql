-- The log is append-only on PostgreSQL. Statements are kept apart by an empty line.

CREATE FUNCTION audit_pend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO profiles_auditpending (event_id) VALUES (NEW.id);
    RETURN NULL;
END $$

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$

-- A table without rows may be emptied: it holds nothing that could get lost.

CREATE FUNCTION audit_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_filled boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO is_filled;
    IF is_filled THEN
        RAISE EXCEPTION 'the audit log is append-only';
    END IF;
    RETURN NULL;
END $$

-- Events and seals go only with a month that was closed and whose removal was written down.

CREATE FUNCTION audit_event_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM profiles_auditseal seal
        JOIN profiles_auditcheckpoint closed ON seal.number BETWEEN closed.first AND closed.last
        JOIN profiles_auditremoval removal ON removal.checkpoint_id = closed.id
        WHERE seal.event_id = OLD.id
    ) THEN
        RAISE EXCEPTION 'the audit log is append-only';
    END IF;
    RETURN OLD;
END $$

CREATE FUNCTION audit_seal_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM profiles_auditcheckpoint closed
        JOIN profiles_auditremoval removal ON removal.checkpoint_id = closed.id
        WHERE OLD.number BETWEEN closed.first AND closed.last
    ) THEN
        RAISE EXCEPTION 'the audit log is append-only';
    END IF;
    RETURN OLD;
END $$

-- An event leaves the waiting list only with a seal.

CREATE FUNCTION audit_pending_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM profiles_auditseal seal WHERE seal.event_id = OLD.event_id) THEN
        RAISE EXCEPTION 'the audit log is append-only';
    END IF;
    RETURN OLD;
END $$

CREATE TRIGGER audit_pend AFTER INSERT ON profiles_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_pend()

CREATE TRIGGER audit_update BEFORE UPDATE ON profiles_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_refuse()

CREATE TRIGGER audit_delete BEFORE DELETE ON profiles_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_event_delete()

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON profiles_auditevent
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()

CREATE TRIGGER audit_update BEFORE UPDATE ON profiles_auditseal
FOR EACH ROW EXECUTE FUNCTION audit_refuse()

CREATE TRIGGER audit_delete BEFORE DELETE ON profiles_auditseal
FOR EACH ROW EXECUTE FUNCTION audit_seal_delete()

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON profiles_auditseal
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()

CREATE TRIGGER audit_change BEFORE UPDATE OR DELETE ON profiles_auditcheckpoint
FOR EACH ROW EXECUTE FUNCTION audit_refuse()

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON profiles_auditcheckpoint
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()

CREATE TRIGGER audit_change BEFORE UPDATE OR DELETE ON profiles_auditremoval
FOR EACH ROW EXECUTE FUNCTION audit_refuse()

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON profiles_auditremoval
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()

CREATE TRIGGER audit_delete BEFORE DELETE ON profiles_auditpending
FOR EACH ROW EXECUTE FUNCTION audit_pending_delete()

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON profiles_auditpending
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()
