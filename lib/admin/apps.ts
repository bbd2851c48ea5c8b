import * as store from "@/lib/db/connected-apps";

export type { AppAddresses, NewApp } from "@/lib/db/connected-apps";

/** Makes a Connected App and its event. */
export const createApp = store.createApp;

/** The app at a subdomain and the realm it is of, or null where the subdomain is free. */
export const findAppOwner = store.findAppOwner;

/** Sets all the addresses of an app at once. */
export const setAppAddresses = store.setAppAddresses;

/** Sets an app's own CSS. */
export const setAppCss = store.setAppCss;
