import type { Metadata } from "next";
import type { ReactNode } from "react";
import { OneAlert } from "@/components/ui/one-alert";
import { requireVisit } from "@/lib/web/visit";
import "@/components/hosted/hosted.css";

export async function generateMetadata(): Promise<Metadata> {
  const { app } = requireVisit();
  return { title: app.pageTitle ?? app.name, robots: { index: false }, formatDetection: { telephone: false } };
}

// Every page shows one app's look and settings, so none is ever made ahead of its request.
export const dynamic = "force-dynamic";

export default function HostedLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="gh-body">
        {children}
        <OneAlert />
      </body>
    </html>
  );
}
