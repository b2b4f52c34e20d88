import { Client, escapeIdentifier } from "pg";

import { retryPause } from "../retry-pause.ts";

/** Listens on one connection of its own, which it opens when first asked and replaces when lost. */
export function openPostgresListener(url: string) {
  const ears = new Map<string, (() => void)[]>();
  let connection: Promise<Client> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (channel: string) => {
    for (const hear of ears.get(channel) ?? []) hear();
  };

  async function connect(): Promise<Client> {
    const client = new Client({
      connectionString: url,
      application_name: "quoin listener",
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    client.on("error", () => {}); // `end` follows
    client.on("notification", ({ channel }) => tell(channel));
    try {
      await client.connect();
      for (const channel of ears.keys()) await client.query(`LISTEN ${escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    client.once("end", () => reconnect(1));
    return client;
  }

  function reconnect(nth: number): void {
    if (closed) return;
    connection = null;
    retry = setTimeout(() => {
      connection = connect();
      connection.then(
        () => [...ears.keys()].forEach(tell), // something may have been missed
        () => reconnect(nth + 1),
      );
    }, retryPause(nth));
  }

  return {
    async listen(channel: string, hear: () => void): Promise<void> {
      ears.set(channel, [...(ears.get(channel) ?? []), hear]);
      connection ??= connect();
      await (await connection).query(`LISTEN ${escapeIdentifier(channel)}`);
    },

    async close(): Promise<void> {
      closed = true;
      clearTimeout(retry);
      const client = await connection?.catch(() => null);
      await client?.end();
    },
  };
}
