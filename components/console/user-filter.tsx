import { say } from "@/lib/domain/messages";
import { Filter } from "./filter";

type Props = {
  readonly said: Readonly<Partial<Record<"search" | "user_type" | "state" | "since" | "until", string>>>;
  readonly keep: Readonly<Record<string, string>>;
  readonly clear: string;
};

/** What the list of users can be narrowed by. */
export function UserFilter({ said, keep, clear }: Props) {
  return (
    <>
      <p className="quiet">{say("console.users.search-hint")}</p>
      <Filter
        clear={clear}
        keep={keep}
        fields={[
          { name: "search", label: say("console.users.search"), value: said.search ?? "" },
          {
            name: "user_type",
            label: say("console.users.type"),
            value: said.user_type ?? "",
            options: (["human", "api"] as const).map((value) => ({ value, text: say(`console.users.type.${value}`) })),
          },
          {
            name: "state",
            label: say("console.state"),
            value: said.state ?? "",
            options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
          },
          { name: "since", label: say("console.users.since"), value: said.since ?? "", type: "date" },
          { name: "until", label: say("console.users.until"), value: said.until ?? "", type: "date" },
        ]}
      />
    </>
  );
}
