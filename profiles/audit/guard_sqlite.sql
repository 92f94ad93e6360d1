-- The log is append-only on SQLite. Statements are kept apart by an empty line.

CREATE TRIGGER audit_event_pend AFTER INSERT ON profiles_auditevent
BEGIN INSERT INTO profiles_auditpending (event_id) VALUES (NEW.id); END

CREATE TRIGGER audit_event_update BEFORE UPDATE ON profiles_auditevent
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_seal_update BEFORE UPDATE ON profiles_auditseal
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_checkpoint_update BEFORE UPDATE ON profiles_auditcheckpoint
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_removal_update BEFORE UPDATE ON profiles_auditremoval
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

-- INSERT OR REPLACE deletes without any delete trigger.

CREATE TRIGGER audit_event_replace BEFORE INSERT ON profiles_auditevent
WHEN EXISTS (SELECT 1 FROM profiles_auditevent WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_seal_replace BEFORE INSERT ON profiles_auditseal
WHEN EXISTS (SELECT 1 FROM profiles_auditseal WHERE number = NEW.number OR event_id = NEW.event_id)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

-- Events and seals go only with a month that was closed and whose removal was written down.

CREATE TRIGGER audit_event_delete BEFORE DELETE ON profiles_auditevent
WHEN NOT EXISTS (
    SELECT 1 FROM profiles_auditseal seal
    JOIN profiles_auditcheckpoint closed ON seal.number BETWEEN closed.first AND closed.last
    JOIN profiles_auditremoval removal ON removal.checkpoint_id = closed.id
    WHERE seal.event_id = OLD.id
)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_seal_delete BEFORE DELETE ON profiles_auditseal
WHEN NOT EXISTS (
    SELECT 1 FROM profiles_auditcheckpoint closed
    JOIN profiles_auditremoval removal ON removal.checkpoint_id = closed.id
    WHERE OLD.number BETWEEN closed.first AND closed.last
)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_checkpoint_delete BEFORE DELETE ON profiles_auditcheckpoint
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

CREATE TRIGGER audit_removal_delete BEFORE DELETE ON profiles_auditremoval
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

-- An event leaves the waiting list only with a seal.

CREATE TRIGGER audit_pending_delete BEFORE DELETE ON profiles_auditpending
WHEN NOT EXISTS (SELECT 1 FROM profiles_auditseal seal WHERE seal.event_id = OLD.event_id)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
