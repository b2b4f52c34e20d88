import { useState } from "react";

import { Dialog } from "../components/dialog.tsx";
import { Field } from "../components/field.tsx";
import { keysInWords, shortcuts } from "../editor/text/shortcuts.ts";

/** Every shortcut, found by what it does or by its keys. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = shortcuts
    .map((shortcut) => ({ ...shortcut, pressed: keysInWords(shortcut.keys) }))
    .filter(({ group, name, keys, pressed }) => {
      const text = `${group} ${name} ${keys} ${pressed}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  const groups = Map.groupBy(found, ({ group }) => group);
  return (
    <Dialog isOpen onClose={onClose} title="Keyboard shortcuts">
      <Field label="Search">
        <input
          type="search"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <output className="for-ears">
        {wanted.length > 0 && (found.length === 1 ? "1 shortcut" : `${found.length} shortcuts`)}
      </output>
      {found.length === 0 && <p className="note">No shortcut is called “{typed.trim()}”.</p>}
      {[...groups].map(([group, those]) => (
        <section key={group} className="shortcuts">
          <h3>{group}</h3>
          <dl>
            {those.map(({ name, pressed }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <kbd>{pressed}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
