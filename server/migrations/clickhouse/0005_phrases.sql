-- Words in a row, of which each is common but which seldom follow each other: which words a request has says little, and most
-- previews would be read (m: 1.1 s of CPU in two million). So it is also known of 1024 requests which two and which three words
-- follow each other in them, as hashes in a Bloom filter: 76 bytes a request, and 15 us of CPU to make. No insert and no merge
-- makes it: where the server is embedded it does so for a day that is over (`telemetry/closed-days.ts`).
-- `queries/phrase.ts` has these very expressions.
-- undo: ALTER TABLE requests_list DROP INDEX IF EXISTS pairs_of_texts, DROP INDEX IF EXISTS triples_of_texts
-- chdb
ALTER TABLE requests_list
  ADD INDEX pairs_of_texts arrayMap((a, b) -> cityHash64(a, b), arrayPopBack(tokens(lowerUTF8(concat(input, '\0', output)))), arrayPopFront(tokens(lowerUTF8(concat(input, '\0', output))))) TYPE bloom_filter(0.05) GRANULARITY 1,
  ADD INDEX triples_of_texts arrayMap((a, b, c) -> cityHash64(a, b, c), arrayPopBack(arrayPopBack(tokens(lowerUTF8(concat(input, '\0', output))))), arrayPopFront(arrayPopBack(tokens(lowerUTF8(concat(input, '\0', output))))), arrayPopFront(arrayPopFront(tokens(lowerUTF8(concat(input, '\0', output)))))) TYPE bloom_filter(0.05) GRANULARITY 1;

-- undo: ALTER TABLE requests_list RESET SETTING exclude_materialize_skip_indexes_on_merge
-- chdb
ALTER TABLE requests_list MODIFY SETTING exclude_materialize_skip_indexes_on_merge = 'pairs_of_texts, triples_of_texts';
