package io.aiops.studio.marketplace.cutting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what an expression takes of what expressions see: {@code inputs}, {@code steps}, {@code
 * item} and {@code index}. A name means those only where the expression's own root is what names
 * are looked up in: not behind a dot, nor in what a filter, a mapping, a sorting or a grouping
 * looks at one by one. What is taken in a way that cannot be told apart is refused.
 */
final class Takings {

  private static final Set<String> PARTS = Set.of("output", "error", "status");
  private static final Set<String> BETWEEN = Set.of("and", "or", "in");

  /**
   * What stands between two brackets.
   *
   * @param root whether names in it are looked up in what expressions see
   * @param parameters whether it is what a function is given by its definition
   */
  private record Within(boolean root, boolean parameters) {}

  private final List<Token> tokens;
  private final boolean inList;
  private final List<Taken> found = new ArrayList<>();
  private final Deque<Within> within = new ArrayDeque<>(List.of(new Within(true, false)));
  private int at;

  /** Whether what is before it is something, so that an operator may follow. */
  private boolean operand;

  /** Whether that is a step of a path, behind a dot. */
  private boolean inPath;

  /** Whether it is the parameters of a function, whose body follows. */
  private boolean defined;

  private Takings(List<Token> tokens, boolean inList) {
    this.tokens = tokens;
    this.inList = inList;
  }

  /**
   * @param inList whether there is an item
   * @throws UncuttableException if it takes more than can be named
   */
  static List<Taken> of(String expression, boolean inList) {
    Takings takings = new Takings(Tokens.of(expression), inList);
    while (takings.at < takings.tokens.size()) {
      takings.next();
    }
    return List.copyOf(takings.found);
  }

  private void next() {
    Token token = tokens.get(at);
    boolean behindDot = at > 0 && tokens.get(at - 1).is(".");
    switch (token.kind()) {
      case NAME -> name(token, behindDot);
      case VARIABLE -> variable(token, behindDot);
      case VALUE -> operand(behindDot);
      case OPERATOR -> operator(token, behindDot);
    }
    at++;
  }

  private void operand(boolean behindDot) {
    operand = true;
    inPath = behindDot;
    defined = false;
  }

  private boolean root() {
    return within.getFirst().root();
  }

  private void name(Token token, boolean behindDot) {
    if (operand && !behindDot && BETWEEN.contains(token.text())) {
      operand = false;
      return;
    }
    if (!behindDot && isFunction(token)) {
      at++;
      within.push(new Within(root(), true));
      operand = false;
      return;
    }
    boolean seen = root() && !behindDot;
    operand(behindDot);
    if (seen) {
      switch (token.text()) {
        case "inputs" -> input(token);
        case "steps" -> step(token);
        case "item" -> item(Taken.Source.ITEM, token);
        case "index" -> item(Taken.Source.INDEX, token);
        default -> {
          // Of the execution itself, or nothing that expressions see.
        }
      }
    }
  }

  private boolean isFunction(Token token) {
    return (token.text().equals("function") || token.text().equals("λ"))
        && at + 1 < tokens.size()
        && tokens.get(at + 1).is("(");
  }

  private void input(Token token) {
    Token name =
        named(1)
            .orElseThrow(() ->
                new UncuttableException(
                    "takes all inputs at once; let it name the one it needs, such as inputs.file"));
    found.add(new Taken(Taken.Source.INPUT, name.text(), "", token.from(), name.to()));
    at += 2;
    inPath = true;
  }

  private void step(Token token) {
    Optional<Token> step = named(1);
    Token part =
        step.flatMap(id -> named(3))
            .filter(named -> PARTS.contains(named.text()))
            .orElseThrow(() ->
                new UncuttableException(
                    "takes more of the steps than one's output; let it name that, such as"
                        + " steps.read.output"));
    found.add(
        new Taken(
            Taken.Source.STEP, step.orElseThrow().text(), part.text(), token.from(), part.to()));
    at += 4;
    inPath = true;
  }

  private void item(Taken.Source source, Token token) {
    if (inList) {
      found.add(new Taken(source, "", "", token.from(), token.to()));
    }
  }

  /** The name that stands so far on, behind a dot. */
  private Optional<Token> named(int further) {
    int place = at + further + 1;
    return place < tokens.size()
            && tokens.get(place - 1).is(".")
            && tokens.get(place).kind() == Token.Kind.NAME
        ? Optional.of(tokens.get(place))
        : Optional.empty();
  }

  private void variable(Token token, boolean behindDot) {
    boolean all = token.text().equals("$$") || token.text().equals("$") && root() && !behindDot;
    if (all || token.text().equals("$eval")) {
      throw new UncuttableException(
          "uses '" + token.text() + "', which reaches all that expressions see");
    }
    if (root() && !behindDot) {
      Implied.refuse(tokens, at);
    }
    operand(behindDot);
  }

  private void operator(Token token, boolean behindDot) {
    switch (token.text()) {
      case "(" -> open(parenthesis(behindDot));
      case "[", "{" -> open(bracket(token, behindDot));
      case ")", "]", "}" -> close();
      case "|" ->
          throw new UncuttableException("changes objects with '|', which cannot be followed");
      case "*", "**", "%" -> wildcard(token, behindDot);
      case "<" -> {
        if (defined) {
          signature();
        } else {
          operand = false;
        }
      }
      default -> operand = false;
    }
  }

  private void open(boolean root) {
    within.push(new Within(root, false));
    operand = false;
    defined = false;
  }

  /** A block, the arguments of a call, or what is sorted by. */
  private boolean parenthesis(boolean behindDot) {
    if (operand && at > 0 && tokens.get(at - 1).kind() != Token.Kind.VARIABLE && !defined) {
      throw new UncuttableException("calls what an expression gives, which cannot be followed");
    }
    boolean sorts = at > 0 && tokens.get(at - 1).is("^");
    return root() && !behindDot && !sorts && !(operand && inPath);
  }

  /** A list or an object of its own; behind something a filter or a grouping. */
  private boolean bracket(Token token, boolean behindDot) {
    boolean body = defined && token.is("{");
    return root() && !behindDot && (!operand || body);
  }

  private void close() {
    Within closed = within.size() > 1 ? within.pop() : within.getFirst();
    operand = true;
    inPath = false;
    defined = closed.parameters();
  }

  /** Between two it multiplies; else it stands for whatever there is. */
  private void wildcard(Token token, boolean behindDot) {
    if (operand) {
      operand = false;
      return;
    }
    if (token.is("%") || root() && !behindDot) {
      throw new UncuttableException(
          "uses '" + token.text() + "', which reaches all that expressions see");
    }
    operand(behindDot);
  }

  /** Of a function, up to its body. */
  private void signature() {
    int depth = 0;
    do {
      depth += tokens.get(at).is("<") ? 1 : tokens.get(at).is(">") ? -1 : 0;
      if (tokens.get(at).is("-")) {
        Implied.refuseInSignature(tokens.get(at - 1));
      }
      at++;
    } while (depth > 0 && at < tokens.size());
    at--;
  }
}
