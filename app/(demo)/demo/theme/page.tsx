import "@/components/hosted/hosted.css";
import { ContractTable } from "@/components/demo/contract-table";
import { ThemeSamples } from "@/components/demo/theme-samples";
import { english, sentence } from "@/lib/domain/messages";
import { themeContract } from "@/lib/domain/theme-contract";

/** What an owner's CSS may count on, from the very list that a test holds the pages to. */
export default function ThemeContractPage() {
  const { version, classes, variables } = themeContract;
  return (
    <>
      <h1>{sentence(english, "demo.contract.title", { version })}</h1>
      <p className="lead">{sentence(english, "demo.contract.about")}</p>
      <h2>{sentence(english, "demo.contract.variables")}</h2>
      <ContractTable parts={variables} />
      <h2>{sentence(english, "demo.contract.classes")}</h2>
      <ContractTable parts={classes} prefix="." />
      <h2>{sentence(english, "demo.contract.samples")}</h2>
      <ThemeSamples />
    </>
  );
}
