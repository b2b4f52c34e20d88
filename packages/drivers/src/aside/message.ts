export interface Question {
  id: number;
  task: unknown;
}

/** `ready` once, then one reply per question. What `failed` holds is for the log. */
export type Message = { ready: true } | { id: number; answer: unknown } | Failure;

interface Failure {
  id: number;
  failed: string;
}
