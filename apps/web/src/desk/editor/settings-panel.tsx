import { Dialog } from "@base-ui/react/dialog";
import type { DraftText } from "@quoin/model";
import { X } from "lucide-react";
import { useId } from "react";

import { AddressField } from "./address-field.tsx";
import { CoverField } from "./cover-field.tsx";
import type { PictureUploads } from "./picture-uploads.ts";
import { TagsField } from "./tags-field.tsx";

interface SettingsPanelProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  text: DraftText;
  /** The public address now, or null. */
  live: string | null;
  uploads: PictureUploads;
  onChange: (fields: Partial<DraftText>) => void;
}

/** Everything about a post but its words. Lies over the margin, so the text never moves. */
export function SettingsPanel({ isOpen, onOpenChange, ...post }: SettingsPanelProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup className="panel">
          <div className="dialog-head">
            <Dialog.Title className="dialog-title">Settings</Dialog.Title>
            <Dialog.Close className="icon" aria-label="Close settings">
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <Fields {...post} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type FieldsProps = Omit<SettingsPanelProps, "isOpen" | "onOpenChange">;

function Fields({ text, live, uploads, onChange }: FieldsProps) {
  const [excerpt, hint] = [useId(), useId()];
  return (
    <>
      <AddressField text={text} live={live} onSlug={(slug) => onChange({ slug })} />
      <div className="field">
        <label htmlFor={excerpt}>Excerpt</label>
        <textarea
          id={excerpt}
          rows={4}
          maxLength={1000}
          value={text.excerpt}
          aria-describedby={hint}
          onChange={(event) => onChange({ excerpt: event.target.value })}
        />
        <p id={hint} className="field-hint">
          A sentence or two for lists, feeds and search results. Left empty, the text’s own
          beginning.
        </p>
      </div>
      <TagsField tags={text.tags} onTags={(tags) => onChange({ tags })} />
      <CoverField cover={text.cover} uploads={uploads} onCover={(cover) => onChange({ cover })} />
    </>
  );
}
