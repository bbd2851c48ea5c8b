import { AppCard } from "@/components/demo/app-card";
import { ThemeList } from "@/components/demo/theme-list";
import { demoApps, demoModes } from "@/lib/domain/demo-file";
import { english, sentence } from "@/lib/domain/messages";
import { requireDemo } from "@/lib/web/demo-app";

export default async function DemoHomePage() {
  const { apps, origin, user } = await requireDemo();
  const login = `${apps.user.url}/login`;
  const more = [
    { href: `${apps.user.url}/auth/oidc`, name: "demo-id" },
    { href: `${login}?redir=%2Fnotes%2F7`, name: "redir" },
    { href: `${login}?redirect_uri=${encodeURIComponent(`${origin}/demo/other`)}`, name: "redirect-uri" },
    { href: `${login}?redirect_uri=${encodeURIComponent("https://example.org/")}`, name: "refused" },
  ] as const;
  return (
    <>
      <h1>{sentence(english, "demo.home.title")}</h1>
      <p className="lead">
        {sentence(english, "demo.home.about-1")} {sentence(english, "demo.home.about-2")}{" "}
        {sentence(english, "demo.home.about-3")}
      </p>
      <h2>{sentence(english, "demo.home.apps")}</h2>
      <div className="cards">
        {demoModes.map((mode) => (
          <AppCard key={mode} mode={mode} name={demoApps[mode].name} url={apps[mode].url} />
        ))}
      </div>
      <p>{sentence(english, "demo.home.frank", { username: user.username })}</p>
      <ThemeList demoUrl={apps.user.url} />
      <h2>{sentence(english, "demo.home.more")}</h2>
      <ul className="list">
        {more.map(({ href, name }) => (
          <li key={name}>
            <a href={href}>{sentence(english, `demo.home.${name}`)}</a>
            <span className="quiet">{sentence(english, `demo.home.${name}-about`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
