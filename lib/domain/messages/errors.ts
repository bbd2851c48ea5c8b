import type { Locale } from "@/lib/domain/locale";

/**
 * What a page says where something broke while JavaScript had it. The page itself is gone by then, so these few
 * sentences go to the browser in every language.
 */
export const errorWords: Readonly<Record<Locale, { title: string; text: string; again: string }>> = {
  en: {
    title: "Something went wrong on our side",
    text: "Nothing of what you typed was used. Wait a moment, then try again.",
    again: "Try again",
  },
  es: {
    title: "Algo ha fallado de nuestro lado",
    text: "No se ha usado nada de lo que escribiste. Espera un momento y vuelve a intentarlo.",
    again: "Volver a intentarlo",
  },
  fr: {
    title: "Un problème est survenu de notre côté",
    text: "Rien de ce que vous avez saisi n’a été utilisé. Patientez un instant, puis réessayez.",
    again: "Réessayer",
  },
  de: {
    title: "Bei uns ist etwas schiefgegangen",
    text: "Von Ihren Eingaben wurde nichts verwendet. Warten Sie einen Moment und versuchen Sie es dann noch einmal.",
    again: "Noch einmal versuchen",
  },
  "pt-BR": {
    title: "Algo deu errado do nosso lado",
    text: "Nada do que você digitou foi usado. Espere um momento e tente de novo.",
    again: "Tentar de novo",
  },
  ja: {
    title: "こちらで問題が起きました",
    text: "入力された内容は使われていません。少し待ってから、もう一度お試しください。",
    again: "もう一度試す",
  },
  ar: {
    title: "حدث خلل من جهتنا",
    text: "لم يُستخدم أي شيء مما كتبته. انتظر قليلًا ثم حاول مرة أخرى.",
    again: "حاول مرة أخرى",
  },
};
