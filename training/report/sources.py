"""The papers that a report names, each as it is cited in the text and as it stands in the list at the end."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A paper or a book: ``short`` in the text, ``full`` in the list."""

    short: str
    full: str

    def __str__(self) -> str:
        return self.short


ADAGRAD = Source("Duchi et al. 2011", "J. Duchi, E. Hazan, Y. Singer: Adaptive subgradient methods. JMLR 12, 2011.")
ADAM = Source("Kingma and Ba 2015", "D. P. Kingma, J. Ba: Adam: a method for stochastic optimization. arXiv 1412.6980.")
ADAMW = Source(
    "Loshchilov and Hutter 2019", "I. Loshchilov, F. Hutter: Decoupled weight decay regularization. arXiv 1711.05101."
)
AIRBENCH = Source("Jordan 2024", "K. Jordan: 94% on CIFAR-10 in 3.29 seconds on a single GPU. arXiv 2404.00498.")
AVERAGING = Source(
    "Polyak and Juditsky 1992",
    "B. T. Polyak, A. B. Juditsky: Acceleration of stochastic approximation by averaging. SIAM J. Control Optim. 30.",
)
BATCH_NORMALIZATION = Source(
    "Ioffe and Szegedy 2015",
    "S. Ioffe, C. Szegedy: Batch normalization: accelerating deep network training. arXiv 1502.03167.",
)
CALIBRATION = Source(
    "Guo et al. 2017",
    "C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger: On calibration of modern neural networks. arXiv 1706.04599.",
)
CONFIDENT_LEARNING = Source(
    "Northcutt et al. 2021",
    "C. Northcutt, L. Jiang, I. Chuang: Confident learning: estimating uncertainty in dataset labels. "
    "arXiv 1911.00068.",
)
CRISP_DM = Source(
    "Wirth and Hipp 2000", "R. Wirth, J. Hipp: CRISP-DM: towards a standard process model for data mining. PADD 2000."
)
CUTMIX = Source("Yun et al. 2019", "S. Yun et al.: CutMix: regularization strategy. ICCV 2019, arXiv 1905.04899.")
DISTILLATION = Source(
    "Hinton et al. 2015",
    "G. Hinton, O. Vinyals, J. Dean: Distilling the knowledge in a neural network. arXiv 1503.02531.",
)
DROPOUT = Source(
    "Srivastava et al. 2014",
    "N. Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting. JMLR 15, 2014.",
)
DUPLICATES = Source(
    "Barz and Denzler 2020",
    "B. Barz, J. Denzler: Do we train on test data? Purging CIFAR of near-duplicates. arXiv 1902.00423.",
)
EARLY_STOPPING = Source(
    "Prechelt 1998", "L. Prechelt: Early stopping – but when? Neural Networks: Tricks of the Trade."
)
ELU = Source("Clevert et al. 2016", "D.-A. Clevert, T. Unterthiner, S. Hochreiter: ELUs. ICLR 2016, arXiv 1511.07289.")
ENSEMBLES = Source(
    "Lakshminarayanan et al. 2017",
    "B. Lakshminarayanan, A. Pritzel, C. Blundell: Simple and scalable predictive uncertainty estimation using deep "
    "ensembles. arXiv 1612.01474.",
)
ERASING = Source("Zhong et al. 2017", "Z. Zhong et al.: Random erasing data augmentation. arXiv 1708.04896.")
FASHION_MNIST = Source(
    "Xiao et al. 2017",
    "H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning "
    "algorithms. arXiv 1708.07747.",
)
FEATURE_MAPS = Source(
    "Zeiler and Fergus 2014",
    "M. D. Zeiler, R. Fergus: Visualizing and understanding convolutional networks. arXiv 1311.2901.",
)
GELU = Source("Hendrycks and Gimpel 2016", "D. Hendrycks, K. Gimpel: Gaussian error linear units. arXiv 1606.08415.")
GLOROT = Source(
    "Glorot and Bengio 2010",
    "X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010.",
)
GROUP_NORMALIZATION = Source("Wu and He 2018", "Y. Wu, K. He: Group normalization. arXiv 1803.08494.")
HE = Source("He et al. 2015", "K. He, X. Zhang, S. Ren, J. Sun: Delving deep into rectifiers. arXiv 1502.01852.")
INSTANCE_NORMALIZATION = Source(
    "Ulyanov et al. 2016", "D. Ulyanov, A. Vedaldi, V. Lempitsky: Instance normalization. arXiv 1607.08022."
)
INTERVAL = Source(
    "Wilson 1927",
    "E. B. Wilson: Probable inference, the law of succession, and statistical inference. J. Am. Stat. Assoc. 22.",
)
LABEL_SMOOTHING = Source(
    "Szegedy et al. 2016",
    "C. Szegedy et al.: Rethinking the Inception architecture for computer vision. arXiv 1512.00567.",
)
LAYER_NORMALIZATION = Source(
    "Ba et al. 2016", "J. L. Ba, J. R. Kiros, G. E. Hinton: Layer normalization. arXiv 1607.06450."
)
LEAKY = Source("Maas et al. 2013", "A. L. Maas, A. Y. Hannun, A. Y. Ng: Rectifier nonlinearities. ICML 2013 workshop.")
LION = Source("Chen et al. 2023", "X. Chen et al.: Symbolic discovery of optimization algorithms. arXiv 2302.06675.")
MIXUP = Source("Zhang et al. 2018", "H. Zhang et al.: mixup: beyond empirical risk minimization. arXiv 1710.09412.")
MOMENTUM = Source(
    "Sutskever et al. 2013",
    "I. Sutskever et al.: On the importance of initialization and momentum in deep learning. ICML 2013.",
)
MUON = Source("Liu et al. 2025", "J. Liu et al.: Muon is scalable for LLM training. arXiv 2502.16982.")
ONE_CYCLE = Source("Smith and Topin 2019", "L. N. Smith, N. Topin: Super-convergence. arXiv 1708.07120.")
PROJECTION = Source(
    "Faloutsos et al. 1994",
    "C. Faloutsos, M. Ranganathan, Y. Manolopoulos: Fast subsequence matching in time-series databases. SIGMOD 1994.",
)
REJECTION = Source(
    "Chow 1970", "C. K. Chow: On optimum recognition error and reject tradeoff. IEEE Trans. Inf. Theory 16."
)
RELU = Source(
    "Glorot et al. 2011", "X. Glorot, A. Bordes, Y. Bengio: Deep sparse rectifier neural networks. AISTATS 2011."
)
RESIDUAL = Source("He et al. 2016", "K. He et al.: Deep residual learning for image recognition. arXiv 1512.03385.")
RMSPROP = Source("Tieleman and Hinton 2012", "T. Tieleman, G. Hinton: Lecture 6.5: RMSProp. Coursera, 2012.")
SGD = Source("Robbins and Monro 1951", "H. Robbins, S. Monro: A stochastic approximation method. Ann. Math. Stat. 22.")
SWISH = Source(
    "Ramachandran et al. 2017", "P. Ramachandran et al.: Searching for activation functions. arXiv 1710.05941."
)
WARM_RESTARTS = Source(
    "Loshchilov and Hutter 2017", "I. Loshchilov, F. Hutter: SGDR: SGD with warm restarts. arXiv 1608.03983."
)
WEIGHT_DECAY = Source(
    "Krogh and Hertz 1992", "A. Krogh, J. Hertz: A simple weight decay can improve generalization. NIPS 1991."
)

_ALL = tuple(value for value in globals().values() if isinstance(value, Source))


def named_in(texts: Iterable[str]) -> list[str]:
    """The full form of every source that is named in ``texts``, by author."""
    text = "\n".join(texts)
    return [source.full for source in sorted(_ALL, key=lambda source: source.short) if source.short in text]
