import type { Services } from "@quoin/api";

/** What was asked of each store, in calls; of the database, in statements. */
export type Expenses = Partial<Record<"db" | "sessions" | "once" | "limits" | "blobs", number>>;

/** The same services, with a count of what is asked of their stores. */
export function countExpenses(services: Services): { services: Services; taken: () => Expenses } {
  let spent: Expenses = {};
  const add = (name: keyof Expenses) => (spent[name] = (spent[name] ?? 0) + 1);
  const counted = <Name extends "sessions" | "once" | "limits" | "blobs">(name: Name) =>
    new Proxy(services[name], {
      get(store, key) {
        const value: unknown = Reflect.get(store, key);
        if (typeof value !== "function" || key === "answer") return value;
        return (...given: unknown[]) => {
          add(name);
          return Reflect.apply(value, store, given) as unknown;
        };
      },
    });
  countStatements(services.db, () => add("db"));
  return {
    services: {
      ...services,
      sessions: counted("sessions"),
      once: counted("once"),
      limits: counted("limits"),
      blobs: counted("blobs"),
    },
    /** Since it was last asked. */
    taken() {
      const all = spent;
      spent = {};
      return all;
    },
  };
}

/** Hears of every statement but those that only begin and end a transaction. */
function countStatements(db: Services["db"], hear: () => void): void {
  const logger = { logQuery: (text: string) => void (/^(begin|commit)/i.test(text) || hear()) };
  // Drizzle takes a logger when it is opened; these are the two places where it keeps it.
  const session = db._.session as unknown as { logger: object; options: { logger?: object } };
  Object.assign(session.logger, logger);
  session.options.logger = logger;
}
