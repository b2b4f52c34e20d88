// Prints free ports: Postgres, Redis, and the first of twenty in a row for the S3 server.
import { createServer } from "node:net";

const taken = (port) =>
  new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(true))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(false)));
  });

async function rowOf(count) {
  const first = 20_000 + Math.floor(Math.random() * 10_000);
  for (let port = first; port < first + count; port++) {
    if (await taken(port)) return rowOf(count);
  }
  return first;
}

const first = await rowOf(22);
process.stdout.write(`${first} ${first + 1} ${first + 2}\n`);
