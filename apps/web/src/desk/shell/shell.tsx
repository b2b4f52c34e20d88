import { canEditAll, canGovernSite, canRule, type Me } from "@quoin/model";
import { Link } from "@tanstack/react-router";
import {
  ArrowUpRight,
  FileText,
  LogOut,
  ScrollText,
  SlidersHorizontal,
  Tags,
  UserRound,
  UsersRound,
} from "lucide-react";
import { createContext, lazy, type ReactNode, Suspense, use, useState } from "react";

import { Mark } from "../../parts/mark.tsx";
import { trpc } from "../lib/trpc.ts";
import { settleAll } from "../lib/unsaved.ts";
import { SignInAgain } from "../session/sign-in-again-dialog.tsx";
import { signOut } from "../session/sign-out.ts";
import { Notice } from "./notice.tsx";
import { Offline } from "./offline.tsx";
import { RouteAnnouncer } from "./route-announcer.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";

// Seldom needed, and large: not part of the first load.
const LeaveDialog = lazy(async () => {
  const { LeaveDialog: component } = await import("../components/leave-dialog.tsx");
  return { default: component };
});

const Person = createContext<Me | null>(null);

/** Who is at the desk. Below `Shell` there is always somebody. */
export function useMe(): Me {
  const me = use(Person);
  if (me === null) throw new Error("useMe outside the shell");
  return me;
}

interface ShellProps {
  me: Me;
  children: ReactNode;
}

/** The quiet frame of every desk page: where to go, and who is here. */
export function Shell({ me, children }: ShellProps) {
  const site = trpc.site.read.useQuery(undefined, { staleTime: Infinity });
  return (
    <Person value={me}>
      <div className="desk">
        <a className="skip-link" href="#page">
          Skip to the page
        </a>
        <nav className="rail" aria-label="Desk">
          <p className="rail-site">
            <Mark />
            <span>{site.data?.title ?? "Quoin"}</span>
          </p>
          <ul>
            <li>
              <Link to="/posts" search={{}}>
                <FileText aria-hidden /> Posts
              </Link>
            </li>
            <li>
              <Link to="/people">
                <UsersRound aria-hidden /> People
              </Link>
            </li>
            {canEditAll(me) && (
              <li>
                <Link to="/tags" search={{}}>
                  <Tags aria-hidden /> Tags
                </Link>
              </li>
            )}
            {canGovernSite(me) && (
              <li>
                <Link to="/settings">
                  <SlidersHorizontal aria-hidden /> Settings
                </Link>
              </li>
            )}
            {canRule(me) && (
              <li>
                <Link to="/audit">
                  <ScrollText aria-hidden /> Audit log
                </Link>
              </li>
            )}
            <li>
              <Link to="/account">
                <UserRound aria-hidden /> Account
              </Link>
            </li>
            <li>
              <a href="/">
                <ArrowUpRight aria-hidden /> View site
              </a>
            </li>
          </ul>
          <div className="rail-person">
            <span>{me.name}</span>
            <SignOut />
          </div>
        </nav>
        <Offline />
        <ShortcutSheet>
          <RouteAnnouncer>{children}</RouteAnnouncer>
        </ShortcutSheet>
        <Notice />
        <SignInAgain personId={me.id} />
      </div>
    </Person>
  );
}

function SignOut() {
  const [isAsking, setIsAsking] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const leave = async () => {
    setIsAsking(false);
    setWords(await signOut());
  };
  return (
    <>
      <button
        type="button"
        className="quiet"
        onClick={() => void settleAll().then((isSafe) => (isSafe ? leave() : setIsAsking(true)))}
      >
        <LogOut aria-hidden /> Sign out
      </button>
      {words !== null && (
        <p className="note problem" role="alert">
          {words}
        </p>
      )}
      {isAsking && (
        <Suspense>
          <LeaveDialog isOpen onStay={() => setIsAsking(false)} onLeave={() => void leave()} />
        </Suspense>
      )}
    </>
  );
}
