"""Tests of operations.py: graphs whose operations are counted by hand."""

import unittest

import numpy as np
from onnx import TensorProto, helper, numpy_helper

import operations


def model(nodes, shape, **constants):
    graph = helper.make_graph(
        nodes, "net",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *shape])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def zeros(*shape):
    return np.zeros(shape, np.float32)


class OperationsTest(unittest.TestCase):
    def test_count_convolutionAndGemm_isTwoAMultiplyAdd(self):
        net = model(
            [helper.make_node("Conv", ["x", "w", "b"], ["a"], strides=[2, 2], pads=[1, 1, 1, 1]),
             helper.make_node("Relu", ["a"], ["r"]),
             helper.make_node("Flatten", ["r"], ["f"]),
             helper.make_node("Gemm", ["f", "v"], ["y"], transB=1)],
            (3, 8, 8), w=zeros(5, 3, 3, 3), b=zeros(5), v=zeros(10, 80),
        )
        # 5 maps of 4 x 4 with 27 products each, then 10 logits of 80.
        products = 5 * 4 * 4 * 27 + 10 * 80
        self.assertEqual(operations.count(net), operations.Operations(
            forward=2 * products, gradient=4 * products,
            row_bytes=4 * (3 * 64 + 80 + 80 + 10), weight_bytes=4 * (5 * 27 + 800)))

    def test_count_groups_divideTheProducts(self):
        net = model([helper.make_node("Conv", ["x", "w"], ["y"], group=4)], (4, 6, 6), w=zeros(8, 1, 3, 3))
        self.assertEqual(operations.count(net).forward, 2 * 8 * 4 * 4 * 9)

    def test_count_transposedConvolution_countsFromTheInput(self):
        net = model([helper.make_node("ConvTranspose", ["x", "w"], ["y"], strides=[2, 2])],
                    (4, 3, 3), w=zeros(4, 2, 2, 2))
        self.assertEqual(operations.count(net).forward, 2 * 4 * 9 * 2 * 4)

    def test_count_productOfTwoValues_costsTwoProductsBackwards(self):
        net = model(
            [helper.make_node("Transpose", ["x"], ["t"], perm=[0, 2, 1]),
             helper.make_node("MatMul", ["x", "t"], ["y"])], (5, 7))
        counted = operations.count(net)
        self.assertEqual((counted.forward, counted.gradient), (2 * 5 * 5 * 7, 3 * 2 * 5 * 5 * 7))

    def test_count_productOfConstants_isNoWorkOfARow(self):
        net = model(
            [helper.make_node("MatMul", ["a", "b"], ["c"]), helper.make_node("MatMul", ["x", "c"], ["y"])],
            (3,), a=zeros(3, 4), b=zeros(4, 2))
        self.assertEqual(operations.count(net).forward, 2 * 3 * 2)

    def test_count_extentsWrittenForAnotherBatch_areInferredAnew(self):
        net = model([helper.make_node("Relu", ["x"], ["r"]), helper.make_node("MatMul", ["r", "w"], ["y"])],
                    (3,), w=zeros(3, 2))
        net.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 16
        net.graph.value_info.append(helper.make_tensor_value_info("r", TensorProto.FLOAT, [16, 3]))
        self.assertEqual(operations.count(net).forward, 2 * 3 * 2)
        self.assertEqual(net.graph.input[0].type.tensor_type.shape.dim[0].dim_value, 16)

    def test_count_unknownExtents_namesTheOperator(self):
        net = model([helper.make_node("Conv", ["x", "w"], ["y"], name="first")], ("C", 8, 8),
                    w=zeros(2, 3, 3, 3))
        with self.assertRaisesRegex(ValueError, "Conv first"):
            operations.count(net)

    def test_forwardBytes_ofABatch_sharesTheWeights(self):
        self.assertEqual(operations.Operations(0, 0, 100, 160).forward_bytes(16), 110)


if __name__ == "__main__":
    unittest.main()
