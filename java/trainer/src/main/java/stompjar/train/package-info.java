/**
 * Neural training on a plain CPU: own gradients with the Vector API, optimiser, loss and evaluation. {@link stompjar.train.Trainer} is the
 * door; a {@code Learner} is a family, its {@code Worker} the memory of one thread. ND4J's SameDiff checks the gradients in the tests.
 */
package stompjar.train;
