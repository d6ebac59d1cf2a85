/** The two methods of `localStorage` that are used. */
export interface PreferenceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Remembers small choices on the device. A browser that forbids storage only forgets them. */
export function makePreferences(storage: () => PreferenceStorage) {
  return {
    /** What was remembered, if it still is something that `accepts` knows. */
    recall<T extends string>(name: string, accepts: (value: unknown) => value is T): T | undefined {
      try {
        const value = storage().getItem(`siffra.${name}`);
        return accepts(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
    remember(name: string, value: string): void {
      try {
        storage().setItem(`siffra.${name}`, value);
      } catch {
        // Storage is forbidden or full: the choice holds until the page is left.
      }
    },
  };
}

export const preferences = makePreferences(() => localStorage);
