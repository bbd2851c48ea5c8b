-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "from_address" TEXT,
ADD COLUMN     "from_name" TEXT;

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "next_attempt_at" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "notifications_app_hook_id_next_attempt_at_idx" ON "notifications"("app_hook_id", "next_attempt_at");

-- CreateIndex
CREATE INDEX "notifications_next_attempt_at_idx" ON "notifications"("next_attempt_at");

-- An id as lib/domain/ids.ts makes it: 48 bits of time in ms, 80 random ones, in 22 base62 digits.
CREATE FUNCTION new_id(prefix text, at timestamp) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  alphabet CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  hex CONSTANT text := replace(gen_random_uuid()::text, '-', '');
  -- Of the UUID's hex digits the 13th is its version, and the 17th holds its variant.
  rest numeric := floor(extract(epoch FROM at) * 1000) * power(2::numeric, 80)
    + ('x' || substr(hex, 1, 12))::bit(48)::bigint * 4294967296::numeric
    + ('x' || substr(hex, 18, 8))::bit(32)::bigint;
  digits text := '';
BEGIN
  FOR place IN 1..22 LOOP
    digits := substr(alphabet, mod(rest, 62)::int + 1, 1) || digits;
    rest := div(rest, 62);
  END LOOP;
  RETURN prefix || '_' || digits;
END $$;

-- What happened, to whoever wants to hear of it. A ping is for its own hook alone, at once. The two mails that carry a secret are
-- worded by their flow (lib/mail/compose.ts), so a hook for them has nothing left to send.
CREATE FUNCTION notify_hooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notifications (id, realm_id, event_id, app_hook_id, hook_type, next_attempt_at, created_at)
  SELECT new_id('ent', event.event_at), event.realm_id, event.id, hook.id, hook.hook_type,
    event.event_at + CASE event.event_type WHEN 'ping' THEN 0 ELSE hook.delay_seconds END * interval '1 second', event.event_at
  FROM happened event
  JOIN app_hooks hook ON hook.state = 'active' AND (hook.realm_id = event.realm_id OR hook.realm_id IS NULL)
  WHERE CASE
    WHEN event.event_type = 'ping' THEN hook.id = event.app_hook_id
    WHEN hook.hook_type = 'email' THEN hook.event_types = ARRAY[event.event_type]
      AND event.event_type NOT IN ('user.password_token.created', 'user.email.verification_requested')
    ELSE hook.event_types = '{}' OR EXISTS (
      SELECT FROM unnest(hook.event_types) wanted
      WHERE wanted IN ('*', event.event_type)
        OR (right(wanted, 2) = '.*' AND starts_with(event.event_type, left(wanted, -1))))
    END
  -- Waits for whoever changes the hook, so that none is written for one that was deleted or made inactive meanwhile.
  FOR KEY SHARE OF hook;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_hooks AFTER INSERT ON events
  REFERENCING NEW TABLE AS happened FOR EACH STATEMENT EXECUTE FUNCTION notify_hooks();
