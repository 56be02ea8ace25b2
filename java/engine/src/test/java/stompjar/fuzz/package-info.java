/**
 * Fuzzing of every reader of captures, with Jazzer. A plain {@code mvn test} runs the seeds and all inputs that once found a bug (they lie in
 * {@code src/test/resources}); {@code ./stompjar test} also searches for 20 seconds. A long search, ten minutes in all:
 * <pre>mvn -pl java/engine test -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz=true -Dfuzz.duration=5m</pre>
 * What it finds is written there; keep the file, and it is a regression test from then on.
 */
package stompjar.fuzz;
