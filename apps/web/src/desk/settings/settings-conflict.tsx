import type { SiteText } from "@quoin/model";
import { useState } from "react";

import { Dialog } from "../components/dialog.tsx";
import { said, type SettingName, settingNames } from "./changes.ts";

const labels: Record<SettingName, string> = {
  title: "Title",
  description: "Description",
  language: "Language",
  accent: "Accent",
  navigation: "Navigation",
  privacy: "Privacy",
  terms: "Terms",
};

interface SettingsConflictProps {
  mine: SiteText;
  theirs: SiteText;
  onClose: () => void;
  onDecide: (text: SiteText) => void;
}

/** Settings were saved elsewhere meanwhile: both of each, and one of them to choose. */
export function SettingsConflict({ mine, theirs, onClose, onDecide }: SettingsConflictProps) {
  const [taken, setTaken] = useState<ReadonlySet<SettingName>>(new Set());
  const differing = settingNames.filter((name) => said(mine, name) !== said(theirs, name));
  const choose = (name: SettingName, side: "mine" | "theirs") => {
    const next = new Set(taken);
    if (side === "theirs") next.add(name);
    else next.delete(name);
    setTaken(next);
  };
  const decide = () => {
    const theirOnes = Object.fromEntries([...taken].map((name) => [name, theirs[name]]));
    onDecide({ ...mine, ...theirOnes });
  };
  return (
    <Dialog
      isOpen
      isSudden
      onClose={onClose}
      size="wide"
      title="The settings were changed meanwhile"
      description="Somebody, perhaps you in another tab, saved other settings. Nothing is saved until you choose."
    >
      {differing.map((name) => (
        <fieldset key={name} className="choice">
          <legend>{labels[name]}</legend>
          {(["mine", "theirs"] as const).map((side) => (
            <label key={side}>
              <input
                type="radio"
                name={name}
                checked={taken.has(name) === (side === "theirs")}
                onChange={() => choose(name, side)}
              />
              <b>{side === "mine" ? "Mine" : "Theirs"}</b>
              <span className="choice-text">{wordsOf(side === "mine" ? mine : theirs, name)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onDecide(theirs)}>
          Take all of theirs
        </button>
        <button type="button" className="button primary" onClick={decide}>
          Save what is chosen
        </button>
      </footer>
    </Dialog>
  );
}

function wordsOf(text: SiteText, name: SettingName): string {
  const value = said(text, name);
  return value === null ? "Quoin’s own" : value || "(empty)";
}
