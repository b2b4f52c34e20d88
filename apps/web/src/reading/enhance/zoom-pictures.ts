/** A picture that grows by less is as large as it gets. */
const worthwhile = 1.2;

/** Lets a reader see a picture as large as the window, where it has more to show than its place. */
export function addZoom(): void {
  const pictures = document.querySelectorAll<HTMLImageElement>(".prose figure.picture > img");
  const dense = [...pictures].filter(
    (picture) => Math.min(widthOf(picture), innerWidth) > picture.width * worthwhile,
  );
  if (dense.length === 0) return;
  const { dialog, show } = makeDialog();
  document.body.append(dialog);
  for (const picture of dense) {
    const place = document.createElement("div");
    place.className = "zoom";
    const button = document.createElement("button");
    button.type = "button";
    button.ariaLabel = picture.alt === "" ? "Enlarge the picture" : `Enlarge: ${picture.alt}`;
    button.addEventListener("click", () => show(picture));
    picture.replaceWith(place);
    // Over the picture: what is in a button is not copied with the page around it.
    place.append(picture, button);
  }
}

// Its own width, which is known before a lazy picture has come.
const widthOf = (picture: HTMLImageElement): number => Number(picture.getAttribute("width"));

/** Closed by Esc, by its button (all of it) and so by a click anywhere; then the focus goes back. */
function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "zoomed";
  const close = document.createElement("button");
  close.type = "button";
  close.ariaLabel = "Close the picture";
  close.addEventListener("click", () => dialog.close());
  const large = document.createElement("img");
  close.append(large);
  dialog.append(close);
  const show = (picture: HTMLImageElement) => {
    large.src = picture.src;
    large.alt = picture.alt;
    dialog.ariaLabel = picture.alt || "Picture";
    dialog.showModal();
  };
  return { dialog, show };
}
