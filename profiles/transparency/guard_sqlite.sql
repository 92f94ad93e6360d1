-- What was approved stays as it is, on SQLite. Statements are kept apart by an empty line.

CREATE TRIGGER edition_update BEFORE UPDATE ON profiles_edition
WHEN OLD.state = 'gepubliceerd' OR (OLD.state = 'goedgekeurd' AND (
    NEW.state = 'concept' OR NEW.id <> OLD.id OR NEW.quarter <> OLD.quarter OR NEW.number <> OLD.number
    OR NEW.content <> OLD.content OR NEW.checksum <> OLD.checksum OR NEW.is_protected <> OLD.is_protected
    OR NEW.withheld <> OLD.withheld OR NEW.checked_by <> OLD.checked_by OR NEW.approved_by <> OLD.approved_by
    OR NEW.approved_at <> OLD.approved_at OR NEW.quarantined <> OLD.quarantined))
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

CREATE TRIGGER edition_delete BEFORE DELETE ON profiles_edition WHEN OLD.state <> 'concept'
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

-- INSERT OR REPLACE deletes without any delete trigger.

CREATE TRIGGER edition_replace BEFORE INSERT ON profiles_edition
WHEN EXISTS (SELECT 1 FROM profiles_edition WHERE state <> 'concept'
    AND (id = NEW.id OR (quarter = NEW.quarter AND number = NEW.number)))
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

-- Files come with the publication and then stay; corrections are a draft's.

CREATE TRIGGER edition_file_insert BEFORE INSERT ON profiles_editionfile
WHEN NOT EXISTS (SELECT 1 FROM profiles_edition WHERE id = NEW.edition_id AND state = 'goedgekeurd')
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

CREATE TRIGGER edition_file_update BEFORE UPDATE ON profiles_editionfile
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

CREATE TRIGGER edition_file_delete BEFORE DELETE ON profiles_editionfile
WHEN EXISTS (SELECT 1 FROM profiles_edition WHERE id = OLD.edition_id AND state = 'gepubliceerd')
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

CREATE TRIGGER edition_correction_insert BEFORE INSERT ON profiles_editioncorrection
WHEN NOT EXISTS (SELECT 1 FROM profiles_edition WHERE id = NEW.edition_id AND state = 'concept')
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

CREATE TRIGGER edition_correction_update BEFORE UPDATE ON profiles_editioncorrection
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

CREATE TRIGGER edition_correction_delete BEFORE DELETE ON profiles_editioncorrection
WHEN EXISTS (SELECT 1 FROM profiles_edition WHERE id = OLD.edition_id AND state <> 'concept')
BEGIN SELECT RAISE(ABORT, 'an approved edition does not change'); END

-- A quarter with an approved edition is not counted again.

CREATE TRIGGER edition_count_delete BEFORE DELETE ON profiles_quartercount
WHEN EXISTS (SELECT 1 FROM profiles_edition WHERE quarter = OLD.quarter AND state <> 'concept')
BEGIN SELECT RAISE(ABORT, 'a quarter with an approved edition is not counted again'); END

CREATE TRIGGER edition_count_update BEFORE UPDATE ON profiles_municipalitycount
WHEN EXISTS (SELECT 1 FROM profiles_edition e JOIN profiles_quartercount c ON c.quarter = e.quarter
    WHERE c.id = OLD.quarter_id AND e.state <> 'concept')
BEGIN SELECT RAISE(ABORT, 'a quarter with an approved edition is not counted again'); END

-- Who looked and who decided is kept.

CREATE TRIGGER edition_event_update BEFORE UPDATE ON profiles_figureevent
BEGIN SELECT RAISE(ABORT, 'the log of figures is append-only'); END

CREATE TRIGGER edition_event_delete BEFORE DELETE ON profiles_figureevent
BEGIN SELECT RAISE(ABORT, 'the log of figures is append-only'); END
