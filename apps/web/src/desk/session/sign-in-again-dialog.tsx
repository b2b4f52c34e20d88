import type { PersonId } from "@quoin/model";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { queries, queryClient, quoin } from "../lib/trpc.ts";
import { type Asking, signInAgain } from "./sign-in-again.ts";
import { signInAgainUrl, signInUrl } from "./signed-in.ts";

const askEveryMs = 3000;

/** Over any page of the desk: the session is over, what was typed is not. */
export function SignInAgain({ personId }: { personId: PersonId }) {
  const asking = useSyncExternalStore(signInAgain.subscribe, signInAgain.snapshot);
  if (asking === null) return null;
  const Shown = asking.isBack ? Back : Waiting;
  return <Shown personId={personId} asking={asking} />;
}

interface WaitingProps {
  /** Whose words these are. */
  personId: PersonId;
  asking: Asking;
}

/** Waits, open or closed, until the same person is back. */
function Waiting({ personId, asking: { want, isOpen, isHeld } }: WaitingProps) {
  const [stranger, setStranger] = useState<string | null>(null);
  const isFreshWanted = want === "fresh";

  const look = useEffectEvent(async () => {
    // Not answering is as good as nobody: the next look may find them.
    const session = await quoin.session.mine.query({ passive: true }).catch(() => null);
    if (session === null || signInAgain.snapshot()?.isBack !== false) return;
    if (session.person.id !== personId) return setStranger(session.person.name);
    if (isFreshWanted && !session.isFresh) return;
    signInAgain.returned();
    void queries.session.invalidate();
    // What could not be loaded without them can be now.
    void queryClient.refetchQueries({ predicate: ({ state }) => state.status === "error" });
  });

  useEffect(() => {
    const onFocus = () => void look();
    const timer = setInterval(onFocus, askEveryMs);
    window.addEventListener("focus", onFocus);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", onFocus);
    };
  }, []);

  if (!isOpen) {
    return (
      isHeld && (
        <Bar
          words="Sign in again to go on. What you typed stays here."
          verb="Sign in"
          onVerb={() => signInAgain.open(want)}
        />
      )
    );
  }
  return (
    <Dialog
      isOpen
      isSudden
      onClose={() => signInAgain.putOff()}
      title="Sign in again to go on"
      description={
        isFreshWanted
          ? "This needs a sign-in no older than ten minutes. What you typed stays here; come back to this tab."
          : "Your session has ended. What you typed stays here; come back to this tab."
      }
    >
      {stranger !== null && (
        <p className="note problem" role="alert">
          {stranger} is signed in now. What is here belongs to another account; sign in with that
          one.
        </p>
      )}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => signInAgain.putOff()}>
          Not now
        </button>
        <a
          className="button primary"
          href={isFreshWanted ? signInAgainUrl("/desk/account") : signInUrl("/desk/account")}
          target="_blank"
          rel="noreferrer"
        >
          Sign in in a new tab
        </a>
      </footer>
    </Dialog>
  );
}

/** One press, and what was held is sent. */
function Back({ personId, asking: { isOpen } }: WaitingProps) {
  const isStillThem = async () => {
    const session = await quoin.session.mine.query({ passive: true }).catch(() => null);
    return session?.person.id === personId;
  };
  const goOn = () => void signInAgain.goOn(isStillThem);
  if (!isOpen) {
    return (
      <Bar
        words="You are signed in again. What you had begun has not been done yet."
        verb="Go on"
        onVerb={goOn}
      />
    );
  }
  return (
    <Dialog
      isOpen
      isSudden
      onClose={() => signInAgain.putOff()}
      title="You are signed in again"
      description="What you had begun has not been done yet."
    >
      <DialogFoot no="Not now" onNo={() => signInAgain.putOff()} yes="Go on" onYes={goOn} />
    </Dialog>
  );
}

interface BarProps {
  words: string;
  verb: string;
  onVerb: () => void;
}

/** The same while somebody types: a dialog would take the keys that follow. */
function Bar({ words, verb, onVerb }: BarProps) {
  return (
    <div className="foot-bar" data-shown>
      <output>{words}</output>
      <button type="button" className="button" onClick={() => signInAgain.putOff()}>
        Not now
      </button>
      <button type="button" className="button primary" onClick={onVerb}>
        {verb}
      </button>
    </div>
  );
}
