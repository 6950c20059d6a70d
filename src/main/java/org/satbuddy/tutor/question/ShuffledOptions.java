package org.satbuddy.tutor.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The options of a question in random order; every order is equally likely.
 *
 * @param options the texts of the options by their letters
 * @param key the letter of the right option
 * @param wrong the wrong options in the order of their letters
 */
record ShuffledOptions(Map<String, String> options, String key, List<WrongOption> wrong) {

    /** A wrong option with its letter, and why it is wrong. */
    record WrongOption(String letter, String why) {}

    /** An option that has no letter yet, and why it is wrong; {@code why} is empty for the key. */
    record Option(String text, String why) {}

    static ShuffledOptions of(String key, List<Option> wrong, RandomGenerator random) {
        List<Option> order = new ArrayList<>(wrong);
        int place = random.nextInt(wrong.size() + 1);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(i, order.set(j, order.get(i)));
        }
        order.add(place, new Option(key, ""));
        Map<String, String> options = new TreeMap<>();
        List<WrongOption> lettered = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            String letter = letter(i);
            options.put(letter, order.get(i).text());
            if (i != place) {
                lettered.add(new WrongOption(letter, order.get(i).why()));
            }
        }
        return new ShuffledOptions(options, letter(place), List.copyOf(lettered));
    }

    private static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }
}
