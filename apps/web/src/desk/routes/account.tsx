import { refusalOf } from "@quoin/client";
import { canWrite, Handle, maxLengths } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";

import { Devices } from "../account/devices.tsx";
import { MyData } from "../account/my-data.tsx";
import { PictureField } from "../account/picture-field.tsx";
import { Field, Problem } from "../components/field.tsx";
import { Refused } from "../components/refused.tsx";
import { messageOf } from "../lib/refusals.ts";
import { queries, trpc } from "../lib/trpc.ts";
import { useMe } from "../shell/shell.tsx";

export const Route = createFileRoute("/account")({
  head: () => ({ meta: [{ title: "Account" }] }),
  component: AccountPage,
});

const roleWords = {
  owner: "Owner: everything here is yours to change",
  editor: "Editor: any post is yours to edit and publish",
  writer: "Writer: you write and publish your own posts",
  reader: "Reader: you read; writing is for writers",
} as const;

/** Who I am here, and what readers see of me. */
function AccountPage() {
  const me = useMe();
  const { name, handle, bio } = me;
  const [form, setForm] = useState({ name, handle, bio });
  const update = trpc.person.updateMe.useMutation({
    onSuccess(person) {
      queries.session.mine.setData(undefined, (before) => before && { ...before, person });
      setForm({ name: person.name, handle: person.handle, bio: person.bio });
      void queries.draft.list.invalidate();
    },
  });
  const change = (fields: Partial<typeof form>) => {
    update.reset();
    setForm({ ...form, ...fields });
  };

  const isHandleTaken = refusalOf(update.error)?.code === "handle_taken";
  const isHandleOdd = !Handle.safeParse(form.handle).success;
  const problem = isHandleTaken
    ? messageOf(update.error)
    : isHandleOdd
      ? "Lower-case letters a to z, digits and single hyphens."
      : null;
  const isNameEmpty = form.name.trim() === "";
  const isSame = form.name === name && form.handle === handle && form.bio === bio;
  return (
    <main className="page">
      <h1>Account</h1>
      <dl className="facts">
        <dt>E-mail</dt>
        <dd>{me.email}</dd>
        <dt>Role</dt>
        <dd>{roleWords[me.role]}</dd>
      </dl>
      {(canWrite(me) || me.avatar !== null) && <PictureField me={me} />}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isNameEmpty && !isHandleOdd) update.mutate(form);
        }}
      >
        <Field label="Name">
          <input
            required
            maxLength={maxLengths.personName}
            autoComplete="name"
            value={form.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field
          label="Handle"
          hint={
            <>
              <span className="address">
                {location.host}/author/<b>{form.handle || "…"}</b>
              </span>
              <Problem words={problem} />
            </>
          }
        >
          <input
            required
            maxLength={maxLengths.handle}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={form.handle}
            aria-invalid={problem !== null}
            onChange={(event) => change({ handle: event.target.value.toLowerCase() })}
          />
        </Field>
        <Field label="About you" hint="A few words below your posts’ names, for readers.">
          <textarea
            rows={4}
            maxLength={maxLengths.bio}
            value={form.bio}
            onChange={(event) => change({ bio: event.target.value })}
          />
        </Field>
        {update.isError && !isHandleTaken && <Refused error={update.error} />}
        <p className="field-actions">
          <button
            type="submit"
            className="button primary"
            disabled={isSame || isNameEmpty || isHandleOdd || update.isPending}
          >
            Save
          </button>
          <output>{update.isSuccess && isSame ? "Saved" : ""}</output>
        </p>
      </form>
      <Devices />
      <MyData me={me} />
    </main>
  );
}
