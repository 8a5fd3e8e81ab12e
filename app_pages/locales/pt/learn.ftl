# As lições: o que têm em comum, e os seus títulos.

page-learn = Aprender
learn-intro =
    Ver como uma rede aprende, em painéis que levam poucos segundos. Os cursores podem mover-se; cada painel acaba com o código
    que calcula os seus números.
learn-about-learn_data = 25 imagens com as suas etiquetas, o que uma rede lhes responde, e o que o aumento de dados faz de uma.
learn-about-learn_line = Descida do gradiente na superfície do custo: taxa de aprendizagem, momento, lotes.
learn-about-learn_perceptron = Uma reta que se move passo a passo, o que nenhuma reta consegue, e fronteiras que dobram.
learn-about-learn_backpropagation = Valores para a frente, gradientes para trás: a regra da cadeia, uma rede à mão, matrizes.
learn-about-learn_layers = Ativações, perdas, inicialização, normalização em lote e dropout.
learn-about-learn_images = Um núcleo desliza sobre uma peça sua; mapas de características; e porque é que todas as apps dizem Mala.
page-learn_line = Ajustar uma reta
page-learn_perceptron = Perceptrão e XOR
page-learn_backpropagation = Retropropagação
page-learn_layers = Camada a camada
learn-code = O código que calcula isto
learn-command = O comando que mostra isto para todo o conjunto de dados
learn-whole = { NUMBER($value, maximumFractionDigits: 0) }
learn-number = { NUMBER($value, maximumSignificantDigits: 4) }
learn-code-keras = O mesmo em Keras
