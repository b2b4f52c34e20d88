import type { SiteText } from "@quoin/model";
import { useState } from "react";

import { Dialog } from "../components/dialog.tsx";
import { type Side, SideChoice } from "../components/side-choice.tsx";
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
  const choose = (name: SettingName, side: Side) => {
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
        <SideChoice
          key={name}
          label={labels[name]}
          mine={shownValue(mine, name)}
          theirs={shownValue(theirs, name)}
          side={taken.has(name) ? "theirs" : "mine"}
          onSide={(side) => choose(name, side)}
        />
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

const shownValue = (text: SiteText, name: SettingName): string => said(text, name) ?? "Quoin’s own";
