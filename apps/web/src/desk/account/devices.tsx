import type { Device } from "@quoin/model";
import { type ReactNode, useId, useRef, useState } from "react";

import { Loading } from "../components/loading.tsx";
import { Moment } from "../components/moment.tsx";
import { messageOf } from "../lib/refusals.ts";
import { queries, trpc } from "../lib/trpc.ts";
import { signOut } from "../session/sign-out.ts";

const nameOf = ({ browser, system }: Device) => `${browser} on ${system}`;

/** Where I am signed in, and a way to end it anywhere. */
export function Devices() {
  const devices = trpc.session.list.useQuery();
  const [news, setNews] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();

  /** The button that was pressed is gone with its row, so the section's name takes the focus. */
  function tell(words: string) {
    setNews(words);
    heading.current?.focus();
    void queries.session.list.invalidate();
  }

  const items = devices.data?.items ?? [];
  return (
    <section className="devices" aria-labelledby={headingId}>
      <h2 id={headingId} ref={heading} tabIndex={-1}>
        Devices
      </h2>
      <p className="lede">Where you are signed in. Sign out whatever you do not know.</p>
      <Loading query={devices} failed="Your devices could not be loaded." rows={2} />
      <ul className="rows">
        {items.map((device) => (
          <DeviceRow key={device.sid} device={device} onGone={tell} />
        ))}
      </ul>
      {devices.isSuccess && <Others isAlone={items.length < 2} onGone={tell} />}
      <output className="note">{news}</output>
    </section>
  );
}

interface RowProps {
  device: Device;
  onGone: (words: string) => void;
}

function DeviceRow({ device, onGone }: RowProps) {
  const { sid, isCurrent, address, lastActiveAt } = device;
  const wordsId = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const revoke = trpc.session.revoke.useMutation({
    onSuccess: () => onGone(`${nameOf(device)} is signed out.`),
    onError: (error) => setProblem(messageOf(error)),
  });
  // Leaving from here clears the cookie too, which only `/auth/sign-out` does.
  const leave = () => (isCurrent ? void signOut().then(setProblem) : revoke.mutate({ sid }));
  return (
    <li className="row">
      <div className="row-words" id={wordsId}>
        <p className="device-name">
          {nameOf(device)}
          {isCurrent && <span className="chip"> This device</span>}
        </p>
        <p className="row-facts">
          <span>Network {address}</span>
          <span>
            {isCurrent ? (
              "Active now"
            ) : (
              <>
                Last active <Moment at={lastActiveAt} />
              </>
            )}
          </span>
        </p>
        <Problem>{problem}</Problem>
      </div>
      <button
        type="button"
        className="button row-verb"
        aria-describedby={wordsId}
        disabled={revoke.isPending}
        onClick={leave}
      >
        Sign out this device
      </button>
    </li>
  );
}

interface OthersProps {
  isAlone: boolean;
  onGone: (words: string) => void;
}

function Others({ isAlone, onGone }: OthersProps) {
  const revoke = trpc.session.revokeOthers.useMutation({
    onSuccess: ({ ended }) =>
      onGone(ended === 1 ? "One other device is signed out." : `${ended} others are signed out.`),
  });
  return (
    <>
      <p className="field-actions">
        <button
          type="button"
          className="button"
          disabled={isAlone || revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          Sign out all others
        </button>
        {isAlone && <span className="field-hint">You are signed in nowhere else.</span>}
      </p>
      <Problem>{revoke.error && messageOf(revoke.error)}</Problem>
    </>
  );
}

const Problem = ({ children }: { children: ReactNode }) =>
  children === null ? null : (
    <p className="note problem" role="alert">
      {children}
    </p>
  );
