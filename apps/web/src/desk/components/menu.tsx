import { Menu as Base } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useRef } from "react";

interface MenuProps {
  /** What the three dots are called. */
  label: string;
  children: ReactNode;
}

/** Three dots that open what can be done: `MenuItem`s and `MenuLink`s. */
export function Menu({ label, children }: MenuProps) {
  const place = useRef<HTMLDivElement>(null);
  return (
    <>
      {/* Beside its button: a landmark holds it. */}
      <div ref={place} />
      <Base.Root>
        <Base.Trigger className="icon" aria-label={label}>
          <Ellipsis aria-hidden />
        </Base.Trigger>
        <Base.Portal container={place}>
          <Base.Positioner className="menu-place" sideOffset={6} align="end">
            <Base.Popup className="menu">{children}</Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </>
  );
}

export const MenuItem = (props: Base.Item.Props) => <Base.Item className="menu-item" {...props} />;

export const MenuLink = (props: Base.LinkItem.Props) => (
  <Base.LinkItem className="menu-item" {...props} />
);
