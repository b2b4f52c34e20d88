import type { TagItem } from "@quoin/model";
import { useEffect, useRef, useState } from "react";

import { TagForm } from "./tag-form.tsx";

/** A tag in the list: its name, where it is, what is said of it, and the way to change that. */
export function TagRow({ tag }: { tag: TagItem }) {
  const [isEditing, setIsEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) edit.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const { slug, name, description, count } = tag;
  const posts = `${count} ${count === 1 ? "post" : "posts"}`;
  if (isEditing) {
    return (
      <li className="row">
        <TagForm tag={tag} onClose={() => setIsEditing(false)} />
      </li>
    );
  }
  return (
    <li className="row">
      <div className="row-words">
        <p className="row-name" dir="auto">
          {name}
        </p>
        {description !== "" && (
          <p className="row-excerpt" dir="auto">
            {description}
          </p>
        )}
        <p className="row-facts">
          {count > 0 ? <a href={`/tag/${slug}`}>/tag/{slug}</a> : <span>/tag/{slug}</span>}
          <span>{posts}</span>
        </p>
      </div>
      <button
        ref={edit}
        type="button"
        className="button"
        aria-label={`Edit ${name}`}
        onClick={() => setIsEditing(true)}
      >
        Edit
      </button>
    </li>
  );
}
