/** Words of a post. The HTML was sanitised when it was published. */
export function Prose({ html }: { html: string }) {
  return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
