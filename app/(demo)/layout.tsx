import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Navigation } from "@/components/demo/navigation";
import { english, sentence } from "@/lib/domain/messages";
import { readDemo } from "@/lib/web/demo-app";
import "@/components/demo/layers.css";

export const metadata: Metadata = { title: sentence(english, "demo.title"), robots: { index: false } };

export const dynamic = "force-dynamic";

/** The front lets nobody here but in a demo. */
export default async function DemoLayout({ children }: { children: ReactNode }) {
  if (!(await readDemo())) notFound();
  return (
    <html lang="en">
      <body>
        <Navigation />
        <main>{children}</main>
      </body>
    </html>
  );
}
