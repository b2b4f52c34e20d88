import { canGovernSite } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";

import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { trpc } from "../lib/trpc.ts";
import { SettingsForm } from "../settings/settings-form.tsx";
import { useMe } from "../shell/shell.tsx";

export const Route = createFileRoute("/settings")({
  head: () => ({ meta: [{ title: "Settings" }] }),
  component: SettingsPage,
});

/** What the site is called, looks like, leads to and promises. */
function SettingsPage() {
  const me = useMe();
  return (
    <main className="page">
      <h1>Settings</h1>
      {canGovernSite(me) ? (
        <Settings />
      ) : (
        <p className="lede">Only the site’s owner changes its settings.</p>
      )}
    </main>
  );
}

function Settings() {
  // Read anew at every visit; while one lasts, nothing may change under what is typed.
  const settings = trpc.site.readSettings.useQuery(undefined, {
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (settings.isPending) return <SkeletonRows />;
  if (settings.isError) {
    return (
      <Trouble
        what="The settings could not be loaded."
        error={settings.error}
        onRetry={() => void settings.refetch()}
      />
    );
  }
  return <SettingsForm settings={settings.data} />;
}
