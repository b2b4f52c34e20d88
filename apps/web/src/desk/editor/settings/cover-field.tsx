import type { MediaId } from "@quoin/model";

import { Problem } from "../../components/field.tsx";
import { PictureChooser } from "../../pictures/picture-chooser.tsx";
import type { PictureUploads } from "../../pictures/picture-uploads.ts";

interface CoverFieldProps {
  cover: MediaId | null;
  uploads: PictureUploads;
  /** Why it is not saved as it is. */
  problem: string | undefined;
  onCover: (cover: MediaId | null) => void;
}

/** The picture that stands for the post in lists and when it is shared. */
export function CoverField({ cover, uploads, problem, onCover }: CoverFieldProps) {
  return (
    <fieldset className="field">
      <legend>Cover picture</legend>
      <PictureChooser
        picture={cover}
        uploads={uploads}
        label="Choose a cover picture"
        first="Choose a cover"
        onPicture={onCover}
      >
        {cover !== null && (
          <img className="cover-now" src={`/media/${cover}`} alt="The cover now" />
        )}
      </PictureChooser>
      <Problem words={problem} />
    </fieldset>
  );
}
