import type { Metadata } from "next";
import type { ReactNode } from "react";
import { directionOf } from "@/lib/domain/locale";
import { readPreview } from "@/lib/web/look-preview";
import "@/components/hosted/hosted.css";

export const metadata: Metadata = { robots: { index: false }, formatDetection: { telephone: false } };

export const dynamic = "force-dynamic";

/** As the layout of the hosted pages. Its links would open new windows, which its frame does not let them. */
export default function PreviewLayout({ children }: { children: ReactNode }) {
  const { locale } = readPreview();
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <base target="_blank" />
      </head>
      <body className="gh-body">{children}</body>
    </html>
  );
}
