-- Every process keeps what it has read from these tables (lib/db/kept.ts) until one of them changes: then all are told,
-- when the change is committed, whoever made it.
CREATE FUNCTION notify_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('gatehouse_changes', '');
  RETURN NULL;
END $$;

CREATE TRIGGER notify_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON realms
  FOR EACH STATEMENT EXECUTE FUNCTION notify_changes();
CREATE TRIGGER notify_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON connected_apps
  FOR EACH STATEMENT EXECUTE FUNCTION notify_changes();
CREATE TRIGGER notify_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON app_domains
  FOR EACH STATEMENT EXECUTE FUNCTION notify_changes();
CREATE TRIGGER notify_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON auth_providers
  FOR EACH STATEMENT EXECUTE FUNCTION notify_changes();
CREATE TRIGGER notify_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON assets
  FOR EACH STATEMENT EXECUTE FUNCTION notify_changes();
CREATE TRIGGER notify_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON jwt_keys
  FOR EACH STATEMENT EXECUTE FUNCTION notify_changes();
