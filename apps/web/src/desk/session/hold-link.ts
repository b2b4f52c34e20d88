import type { QuoinRouter } from "@quoin/client";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";

import { wantOf } from "../lib/refusals.ts";
import type { SignInAgain } from "./sign-in-again.ts";

/** For a call whose sender keeps its words and tries again by itself, as the editor does. */
export const keptBySender = { context: { isKeptBySender: true } };

/**
 * Holds every change that was refused for want of a sign-in until its person is back, and sends
 * it again. Forms know nothing of it: to them the call takes long.
 */
export const holdLink =
  (again: SignInAgain): TRPCLink<QuoinRouter> =>
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let isOver = false;
      let sent = { unsubscribe: () => {} };
      const send = () => {
        sent = next(op).subscribe({
          ...observer,
          error(refused) {
            const isHeld = op.type === "mutation" && op.context["isKeptBySender"] !== true;
            const want = isHeld ? wantOf(refused) : null;
            if (want === null) return observer.error(refused);
            void again.hold(want, op.signal).then((isToGoOn) => {
              if (isOver) return;
              if (isToGoOn) send();
              else observer.error(refused);
            });
          },
        });
      };
      send();
      return () => {
        isOver = true;
        sent.unsubscribe();
      };
    });
