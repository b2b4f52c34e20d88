// Work that goes wrong in every way it can.
export async function answer(task: string): Promise<unknown> {
  if (task === "fail") throw new TypeError("no such thing");
  if (task === "die") process.exit(1);
  if (task === "hang") for (;;);
  if (task === "grow") for (const kept: unknown[] = []; ;) kept.push({});
  return task === "environment" ? Object.keys(process.env) : { pid: process.pid, task };
}
