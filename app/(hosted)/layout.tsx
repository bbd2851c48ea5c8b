import type { Metadata } from "next";
import type { ReactNode } from "react";
import { LookFrame } from "@/components/hosted/look-frame";
import { OneAlert } from "@/components/ui/one-alert";
import { directionOf } from "@/lib/domain/locale";
import { showLook } from "@/lib/domain/look";
import { requireLook, requireVisit } from "@/lib/web/visit";
import "@/components/hosted/hosted.css";

export async function generateMetadata(): Promise<Metadata> {
  const { app } = requireVisit();
  return {
    title: requireLook().pageTitle ?? app.name,
    robots: { index: false },
    formatDetection: { telephone: false },
  };
}

// Every page shows one app's look and settings, so none is ever made ahead of its request.
export const dynamic = "force-dynamic";

export default function HostedLayout({ children }: { children: ReactNode }) {
  const { app, voice } = requireVisit();
  const { locale } = voice;
  const look = showLook(requireLook());
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body className="gh-body">
        {look.stylesheet && <link rel="stylesheet" href={look.stylesheet} precedence="look" />}
        <LookFrame app={app.name} look={look}>
          {children}
        </LookFrame>
        <OneAlert />
      </body>
    </html>
  );
}
