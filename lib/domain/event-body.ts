import type { EventType } from "./event-types";

/** An event as it is kept. */
export type HappenedEvent = {
  readonly id: string;
  readonly realmId: string;
  readonly eventType: EventType | (string & {});
  readonly eventAt: Date;
  readonly userId: string | null;
  readonly orgId: string | null;
  readonly membershipId: string | null;
  readonly appHookId: string | null;
  readonly authProviderId: string | null;
  readonly loginPolicyId: string | null;
  readonly ip: string | null;
  readonly client: string | null;
  readonly data: unknown;
};

/**
 * An event on the wire: what `GET /v1/events/:id` answers (there with its notifications beside), and what a webhook is
 * sent, without a root around it. It never changes, so that all tries to deliver it send the same bytes.
 */
export function eventBody(event: HappenedEvent) {
  return {
    id: event.id,
    object: "event",
    event_type: event.eventType,
    event_at: event.eventAt.getTime() / 1000,
    realm_id: event.realmId,
    user_id: event.userId,
    org_id: event.orgId,
    membership_id: event.membershipId,
    app_hook_id: event.appHookId,
    auth_provider_id: event.authProviderId,
    login_policy_id: event.loginPolicyId,
    request: { ip: event.ip, client: event.client },
    data: event.data ?? {},
  } as const;
}
