import type { Metadata } from "next";
import type { ReactNode } from "react";
import { OneAlert } from "@/components/ui/one-alert";
import { english, sentence } from "@/lib/domain/messages";
import "@/components/console/console.css";

export const metadata: Metadata = {
  title: sentence(english, "console.title"),
  robots: { index: false },
  icons: { icon: "/favicon.ico" },
};

// What a page shows depends on who asks, so none is ever made ahead of its request.
export const dynamic = "force-dynamic";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="gh-body">
        {children}
        <OneAlert />
      </body>
    </html>
  );
}
