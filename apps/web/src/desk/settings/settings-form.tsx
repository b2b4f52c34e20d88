import type { SiteSettings, SiteText, UpdateSiteOutcome } from "@quoin/model";
import { lazy, Suspense, useState } from "react";

import { Refused } from "../components/refused.tsx";
import { queries, trpc } from "../lib/trpc.ts";
import { useUnsaved } from "../lib/use-unsaved.ts";
import { applyAccent } from "./accent.ts";
import { afterSave, changesOf, siteTextOf } from "./changes.ts";
import { LegalField } from "./legal-field.tsx";
import { LookFields } from "./look-fields.tsx";
import { NavigationEditor } from "./navigation-editor.tsx";
import { problemsOf } from "./problems.ts";
import { SettingsConflict } from "./settings-conflict.tsx";
import { SiteFields } from "./site-fields.tsx";

// Seldom needed: comes when it is.
const LeaveDialog = lazy(async () => {
  const { LeaveDialog: component } = await import("../components/leave-dialog.tsx");
  return { default: component };
});

/** All settings in one form, saved together; what others save meanwhile is never overwritten. */
export function SettingsForm({ settings }: { settings: SiteSettings }) {
  const [read, setRead] = useState(settings);
  const [text, setText] = useState<SiteText>(() => siteTextOf(settings));
  const [conflict, setConflict] = useState<(Conflict & { sent: SiteText }) | null>(null);
  const update = trpc.site.update.useMutation();

  const changes = changesOf(read, text);
  const isChanged = Object.keys(changes).length > 0;
  const problems = problemsOf(text);
  const leaving = useUnsaved(isChanged);

  const save = async (from: SiteSettings, sent: SiteText) => {
    const asked = { version: from.version, ...changesOf(from, sent) };
    const outcome = await update.mutateAsync(asked).catch(() => null); // `update.error` says why
    if (outcome === null) return;
    if (outcome.outcome === "conflict") {
      setConflict({ ...outcome, sent });
      return;
    }
    const saved = await queries.site.readSettings.fetch(undefined, { staleTime: 0 });
    setRead(saved);
    setText((now) => afterSave(sent, saved, now));
    applyAccent(saved.accent);
    void queries.site.read.invalidate();
  };
  const decide = (chosen: SiteText) => {
    if (conflict === null) return;
    const theirs = { ...read, ...conflict.theirs, version: conflict.version };
    setConflict(null);
    setRead(theirs);
    setText(chosen);
    if (Object.keys(changesOf(theirs, chosen)).length > 0) void save(theirs, chosen);
    else update.reset();
  };
  const change = (fields: Partial<SiteText>) => {
    if (update.isSuccess || update.isError) update.reset();
    setText((now) => ({ ...now, ...fields }));
  };

  const fields = { text, problems, onChange: change };
  return (
    <form
      className="settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && problems.size === 0 && !update.isPending) void save(read, text);
      }}
    >
      <SiteFields {...fields} />
      <LookFields {...fields} />
      <NavigationEditor {...fields} />
      <section aria-labelledby="legal">
        <h2 id="legal">Privacy and terms</h2>
        {(["privacy", "terms"] as const).map((name) => (
          <LegalField
            key={name}
            name={name}
            title={name === "privacy" ? "Privacy" : "Terms"}
            text={text[name]}
            own={read.defaults[name]}
            problem={problems.get(name)}
            onText={(legal) => change({ [name]: legal })}
          />
        ))}
      </section>
      <div className="save-bar">
        {update.isError && <Refused error={update.error} />}
        <p className="field-actions">
          <button
            type="submit"
            className="button primary"
            disabled={!isChanged || problems.size > 0 || update.isPending}
          >
            {update.isPending ? "Saving…" : "Save"}
          </button>
          <button
            type="button"
            className="button"
            disabled={!isChanged || update.isPending}
            onClick={() => change(siteTextOf(read))}
          >
            Discard changes
          </button>
          <output>{stateWords({ isChanged, isSaved: update.isSuccess, problems })}</output>
        </p>
      </div>
      {conflict !== null && (
        <SettingsConflict
          mine={afterSave(conflict.sent, conflict.yours, text)}
          theirs={conflict.theirs}
          onClose={() => setConflict(null)}
          onDecide={decide}
        />
      )}
      {leaving.isOpen && (
        <Suspense>
          <LeaveDialog {...leaving} />
        </Suspense>
      )}
    </form>
  );
}

type Conflict = Extract<UpdateSiteOutcome, { outcome: "conflict" }>;

interface State {
  isChanged: boolean;
  isSaved: boolean;
  problems: ReadonlyMap<string, string>;
}

function stateWords({ isChanged, isSaved, problems }: State): string {
  if (problems.size > 0)
    return problems.size === 1 ? "One field needs you" : "Some fields need you";
  if (isChanged) return "Not saved yet";
  return isSaved ? "Saved" : "";
}
