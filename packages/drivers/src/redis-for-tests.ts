import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** A Redis of a test's own, to be stopped and frozen. Needs `redis-server` on this machine. */
export async function startRedis() {
  const port = await freePort();
  let server: ChildProcess;

  async function start(): Promise<void> {
    const settings = ["--bind", "127.0.0.1", "--port", String(port), "--save", ""];
    server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "ignore"] });
    for await (const line of server.stdout ?? []) {
      if (String(line).includes("Ready to accept connections")) break;
    }
  }

  async function stop(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL"); // also when it is frozen
    await once(server, "exit");
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    /** It keeps its connections and answers nothing. */
    freeze: () => void server.kill("SIGSTOP"),
    thaw: () => void server.kill("SIGCONT"),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
