import { db } from "./client";
import { newId } from "./new-id";

export type OwnerAccount = {
  readonly email: string;
  readonly emailCanonical: string;
  readonly passwordHash: string;
};

/** Makes an owner, or gives the administrator of that address a new password and ends their sessions. One transaction. */
export async function setAdministrator({ email, emailCanonical, passwordHash }: OwnerAccount): Promise<void> {
  await db().$transaction([
    db().adminSession.deleteMany({ where: { administrator: { emailCanonical } } }),
    db().administrator.upsert({
      where: { emailCanonical },
      create: { id: newId("adm"), email, emailCanonical, passwordHash, role: "owner" },
      update: { passwordHash, state: "active" },
      select: { id: true },
    }),
    db().setupCode.deleteMany(),
  ]);
}
