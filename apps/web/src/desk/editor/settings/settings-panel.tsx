import { Dialog } from "@base-ui/react/dialog";
import type { DraftField, DraftText, DraftView } from "@quoin/model";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useId } from "react";

import type { PictureUploads } from "../../pictures/picture-uploads.ts";
import { useMay } from "../../posts/use-may.ts";
import { AddressField } from "./address-field.tsx";
import { CoverField } from "./cover-field.tsx";
import { ExcerptField } from "./excerpt-field.tsx";
import { CanonicalField, useCanonical, FeaturedField, KindField } from "./facts-fields.tsx";
import { PreviewLink, usePreviewLink } from "./preview-link.tsx";
import { TagsField } from "./tags-field.tsx";

interface SettingsPanelProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  post: DraftView;
  text: DraftText;
  /** Why fields are not saved as they are. */
  refused: Partial<Record<DraftField, string>>;
  uploads: PictureUploads;
  onChange: (fields: Partial<DraftText>) => void;
}

/** Everything about a post but its words. Lies over the margin, so the text never moves. */
export function SettingsPanel({ isOpen, onOpenChange, ...about }: SettingsPanelProps) {
  const { post, text, refused, uploads, onChange } = about;
  const mayPublish = useMay("publish", post);
  const link = usePreviewLink(post); // out here: the address must outlive a closed panel
  const canonical = useCanonical(post);
  const leave = useEffectEvent(() => void canonical.keep());
  useEffect(() => {
    if (!isOpen) leave(); // a field that goes is not left by a key
  }, [isOpen]);
  const isLive = post.state === "live" || post.state === "changed";
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
          <Section
            title="With the next publication"
            hint={
              isLive
                ? "Kept with the draft. Readers see them when you publish the changes."
                : "Kept with the draft. Readers see them once you publish it."
            }
          >
            <AddressField
              text={text}
              live={post.slug}
              refusal={refused.slug === undefined ? null : { words: refused.slug, instead: null }}
              onSlug={(slug) => onChange({ slug })}
            />
            <ExcerptField
              excerpt={text.excerpt}
              problem={refused.excerpt}
              onExcerpt={(excerpt) => onChange({ excerpt })}
            />
            <TagsField
              tags={text.tags}
              problem={refused.tags}
              onTags={(tags) => onChange({ tags })}
            />
            <CoverField
              cover={text.cover}
              uploads={uploads}
              problem={refused.cover}
              onCover={(cover) => onChange({ cover })}
            />
          </Section>
          {mayPublish && (
            <Section
              title="At once"
              hint={
                isLive
                  ? "Readers see these as soon as you change them."
                  : "Saved as soon as you change them."
              }
            >
              <FeaturedField post={post} />
              <KindField post={post} />
              <CanonicalField canonical={canonical} />
            </Section>
          )}
          <Section title="Private preview">
            <PreviewLink post={post} link={link} />
          </Section>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface SectionProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

function Section({ title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section className="panel-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {children}
    </section>
  );
}
