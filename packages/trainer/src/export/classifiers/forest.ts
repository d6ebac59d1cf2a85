import { CLASS_COUNT } from "@siffra/shared";
import { type Graph, ML_DOMAIN, type Value } from "../graph.ts";
import type { Tensors } from "../tensors.ts";

const LEAF = 0x8000_0000;

/** The attributes of a TreeEnsembleClassifier, node by node and leaf by leaf. */
class Ensemble {
  readonly ids: number[] = [];
  readonly trees: number[] = [];
  readonly features: number[] = [];
  readonly values: number[] = [];
  readonly modes: string[] = [];
  readonly lefts: number[] = [];
  readonly rights: number[] = [];
  readonly leafTrees: number[] = [];
  readonly leafNodes: number[] = [];
  readonly leafClasses: number[] = [];
  readonly leafWeights: number[] = [];

  addNode(tree: number, node: number, feature: number, cut: number, mode: string): void {
    this.trees.push(tree);
    this.ids.push(node);
    this.features.push(feature);
    this.values.push(cut);
    this.modes.push(mode);
    this.lefts.push(0);
    this.rights.push(0);
  }

  addLeaf(tree: number, node: number, distribution: ArrayLike<number>, share: number): void {
    for (let digit = 0; digit < CLASS_COUNT; digit++) {
      const weight = distribution[digit] as number;
      if (weight === 0) continue;
      this.leafTrees.push(tree);
      this.leafNodes.push(node);
      this.leafClasses.push(digit);
      this.leafWeights.push(weight * share);
    }
  }
}

/** The forest as ONNX's own operator for trees: the mean over the trees of the class shares of their leaves. */
export function addForest(graph: Graph, x: Value, tensors: Tensors, prefix: string): Value {
  const ensemble = toEnsemble(tensors, prefix);
  graph.outputs(
    "TreeEnsembleClassifier",
    [x],
    ["forest_label", "forest_probabilities"],
    {
      nodes_treeids: { ints: ensemble.trees },
      nodes_nodeids: { ints: ensemble.ids },
      nodes_featureids: { ints: ensemble.features },
      nodes_values: { floats: ensemble.values },
      nodes_modes: { strings: ensemble.modes },
      nodes_truenodeids: { ints: ensemble.lefts },
      nodes_falsenodeids: { ints: ensemble.rights },
      class_treeids: { ints: ensemble.leafTrees },
      class_nodeids: { ints: ensemble.leafNodes },
      class_ids: { ints: ensemble.leafClasses },
      class_weights: { floats: ensemble.leafWeights },
      classlabels_int64s: { ints: Array.from({ length: CLASS_COUNT }, (_, digit) => digit) },
      post_transform: { s: "NONE" },
    },
    ML_DOMAIN,
  );
  return "forest_probabilities";
}

function toEnsemble(tensors: Tensors, prefix: string): Ensemble {
  const words = tensors.get(`${prefix}.nodes`).values;
  const sizes = Array.from(tensors.get(`${prefix}.tree_sizes`).values);
  const leaves = tensors.get(`${prefix}.leaves`).values as Float32Array;
  const cutOf = cutReader(tensors, prefix);
  const ensemble = new Ensemble();
  let start = 0;
  for (const [tree, size] of sizes.entries()) {
    addTree(
      ensemble,
      tree,
      (node) => words[start + node] as number,
      size,
      cutOf,
      (node, row) =>
        ensemble.addLeaf(tree, node, leaves.subarray(row * CLASS_COUNT, (row + 1) * CLASS_COUNT), 1 / sizes.length),
    );
    start += size;
  }
  return ensemble;
}

/** The value of a feature's cut. */
function cutReader(tensors: Tensors, prefix: string): (feature: number, bin: number) => number {
  const cuts = tensors.get(`${prefix}.cuts`).values;
  const starts: number[] = [];
  let start = 0;
  for (const count of Array.from(tensors.get(`${prefix}.cut_counts`).values)) {
    starts.push(start);
    start += count;
  }
  return (feature, bin) => cuts[(starts[feature] as number) + bin] as number;
}

/** Words in preorder: a node's left child follows it, its right child follows the end of its left subtree. */
function addTree(
  ensemble: Ensemble,
  tree: number,
  wordAt: (node: number) => number,
  size: number,
  cutOf: (feature: number, bin: number) => number,
  onLeaf: (node: number, row: number) => void,
): void {
  const first = ensemble.ids.length;
  const open: number[] = [];
  let rightOf: number | undefined;
  for (let node = 0; node < size; node++) {
    if (rightOf !== undefined) ensemble.rights[first + rightOf] = node;
    const word = wordAt(node);
    if (word >= LEAF) {
      ensemble.addNode(tree, node, 0, 0, "LEAF");
      onLeaf(node, word - LEAF);
      rightOf = open.pop();
    } else {
      const feature = word >>> 8;
      ensemble.addNode(tree, node, feature, cutOf(feature, word & 0xff), "BRANCH_LEQ");
      ensemble.lefts[first + node] = node + 1;
      open.push(node);
      rightOf = undefined;
    }
  }
}
