import { ChangeSet, EditorState, type Extension } from "@codemirror/state";

// What `keepableOf` takes out.
const unkeepable = /[\0\p{Surrogate}]/gu;

/**
 * Takes what no text may hold out of whatever comes in: one such character, and nothing could be
 * saved from then on. `onTaken` hears how many they were.
 */
export const keepable = (onTaken: (count: number) => void): Extension =>
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged) return transaction;
    const taken: { from: number; to: number }[] = [];
    transaction.changes.iterChanges((_fromA, _toA, fromB, _toB, inserted) => {
      for (const { index } of inserted.toString().matchAll(unkeepable)) {
        taken.push({ from: fromB + index, to: fromB + index + 1 });
      }
    });
    if (taken.length === 0) return transaction;
    onTaken(taken.length);
    const changes = ChangeSet.of(taken, transaction.changes.newLength);
    return [transaction, { changes, sequential: true }];
  });
