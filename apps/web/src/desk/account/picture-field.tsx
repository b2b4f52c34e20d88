import type { Me } from "@quoin/model";
import { useEffect, useState } from "react";

import { Refused } from "../components/refused.tsx";
import { queries, quoin, trpc } from "../lib/trpc.ts";
import { PictureChooser } from "../pictures/picture-chooser.tsx";
import { PictureUploads } from "../pictures/picture-uploads.ts";

/** What I look like to readers. It counts as soon as it has arrived. */
export function PictureField({ me: { avatar } }: { me: Me }) {
  const [uploads] = useState(() => new PictureUploads(quoin));
  const update = trpc.person.updateMe.useMutation({
    onSuccess(person) {
      queries.session.mine.setData(undefined, (before) => before && { ...before, person });
    },
  });
  useEffect(() => () => uploads.close(), [uploads]);

  return (
    <fieldset className="field face-field">
      <legend>Picture</legend>
      {avatar !== null && (
        <img className="face" src={`/media/${avatar}`} alt="You, as readers see you" />
      )}
      <PictureChooser
        picture={avatar}
        uploads={uploads}
        label="Choose a picture of you"
        first="Choose a picture"
        isDisabled={update.isPending}
        onPicture={(picture) => update.mutate({ avatar: picture })}
        news={<output>{update.isSuccess ? "Saved" : ""}</output>}
      />
      {update.isError && <Refused error={update.error} />}
      <p className="field-hint">Round, beside your posts and on your page. Its middle is shown.</p>
    </fieldset>
  );
}
