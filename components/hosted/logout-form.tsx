/** One button, for a browser that did not say it was leaving by itself. */
export function LogoutForm({ action, submit }: { readonly action: () => Promise<void>; readonly submit: string }) {
  return (
    <form className="gh-form" action={action}>
      <button className="gh-submit" type="submit">
        {submit}
      </button>
    </form>
  );
}
