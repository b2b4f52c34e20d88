/**
 * Work done in a process beside this one: what it costs, and what goes wrong in it, never takes the
 * site down. A thread would: `resourceLimits` end the whole process where one allocation is large.
 */
export interface Aside<Task, Answer> {
  /** What the module of this work answers. @throws AsideFailed */
  ask(task: Task): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Work that came to nothing. `late`: it took too long, and was ended. `gone`: the process ended in
 * the middle of it, and when it was asked again.
 */
export class AsideFailed extends Error {
  override readonly name = "AsideFailed";
  readonly reason: "late" | "gone";
  constructor(reason: AsideFailed["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}
