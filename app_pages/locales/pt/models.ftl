models-intro =
    Todas as redes treinadas, lado a lado, e o que mostram os estudos do projeto. Cada número vem de um ficheiro escrito por um
    comando deste projeto.
models-damaged = Uma exportação não é mostrada: { $reason }
models-none = Ainda não há modelos
models-none-why =
    Treine um modelo e exporte-o com { $command }. Depois aparece aqui.

models-column-model = Modelo
models-column-for = Usado para
models-column-test = Imagens de teste
models-column-test-help = Percentagem das imagens de teste do seu conjunto de dados a que dá o nome certo.
models-column-interval = Intervalo de 95 %
models-column-photos = Fotos
models-column-photos-help =
    Percentagem de fotos a que dá o nome certo e com as quais não foi treinado. Vazio quando a ficha não tem esse número.
models-column-parameters = Parâmetros
models-column-size = LiteRT, MB
models-column-milliseconds = ms por imagem
models-column-milliseconds-help = Uma imagem de cada vez em LiteRT, todos os modelos no mesmo computador.
models-column-minutes = Treino, min
models-table = Exatidão, parâmetros, tamanho e velocidade de todos os modelos
models-role-photo = as suas fotos
models-role-fashion-mnist = Fashion-MNIST
models-role-segmenter = recortes
models-small = imagens de 28×28

models-one = Um modelo em pormenor
models-used-photo = Classifica as suas fotos
models-used-fashion-mnist = O modelo para o Fashion-MNIST
models-used-segmenter = Recorta as peças
models-tile-test = Imagens de teste
models-tile-photos = Fotos
models-tile-parameters = Parâmetros
models-tile-size = Tamanho em disco
models-tile-speed = Tempo por imagem
models-tile-training = Tempo de treino
models-interval-test = Intervalo de 95 %: { $low } a { $high }, { NUMBER($n) } imagens
models-interval-photos = Intervalo de 95 %: { $low } a { $high }, { NUMBER($n) } fotos
models-shape = { NUMBER($n) }, entrada { $size }×{ $size }×{ $channels }
models-megabytes = { NUMBER($size, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB
models-size-note = LiteRT; { NUMBER($size, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB como SavedModel
models-milliseconds = { NUMBER($milliseconds, minimumFractionDigits: 2, maximumFractionDigits: 2) } ms
models-speed-note = LiteRT; { NUMBER($tensorflow, minimumFractionDigits: 2, maximumFractionDigits: 2) } ms em TensorFlow; { $machine }
models-minutes = { NUMBER($minutes, maximumFractionDigits: 0) } min
models-machine = { $processor }, { $cores } núcleos

models-tab-classes = Classes
models-tab-confusion = Confusões
models-tab-confidence = Confiança
models-tab-curve = Curva de aprendizagem
models-tab-photos = Fotos
models-tab-card = Ficha

models-class = Classe
models-precision = Precisão
models-recall = Sensibilidade
models-f1 = F1
models-images = Imagens
models-classes-what =
    A precisão é, por exemplo, a percentagem das peças previstas como casacos que são casacos. A sensibilidade (recall) é a
    percentagem de todos os casacos que o modelo encontra. F1 é a média harmónica das duas.
models-classes-table = Precisão, sensibilidade e F1 de cada classe

models-confused = Erros mais frequentes: { $pairs }.
models-confused-pair = { $true } como { $predicted } ({ NUMBER($count) })
models-confusion-alt =
    Matriz de confusão: classes verdadeiras nas linhas, classes previstas nas colunas. Erros mais frequentes: { $pairs }.
models-true = classe verdadeira
models-predicted = classe prevista
models-count = contagem
models-share = parte da linha

models-reliability-what =
    Uma barra que termina na linha significa que a confiança é igual à exatidão; abaixo da linha, o modelo tem certeza a mais. A
    distância média à linha, o erro de calibração esperado, é { $ece }.
models-reliability-alt =
    Diagrama de fiabilidade. { $bins }. O erro de calibração esperado é { $ece }.
models-reliability-bin = { NUMBER($n) } previsões com uma confiança de { $confidence }: { $accuracy } certas
models-no-reliability =
    Esta exportação foi escrita por uma versão anterior, sem os dados do diagrama. O seu erro de calibração esperado, a
    distância média entre confiança e exatidão, é { $ece }.
models-confidence = confiança
models-accuracy = exatidão
models-predictions = previsões

models-curve-what =
    Os números do treino são medidos em imagens alteradas e com dropout, por isso os da validação podem ser melhores.
models-curve-alt = Curva de aprendizagem. { $curves }.
models-curve-of = { $part }: { $measure } de { $first } a { $last } em { NUMBER($epochs) } épocas
models-no-curve =
    Esta exportação foi escrita por uma versão anterior, sem curva de aprendizagem. Exporte de novo a execução para a ver.
models-curve-measure = Medida
models-part = parte
models-part-training = treino
models-part-validation = validação

models-photos-what =
    Dá o nome certo a { $accuracy } de { NUMBER($n) } fotos. Mostram peças das suas classes, e não foi treinado com elas.
models-photos-unknown =
    Marca { $refused } de { NUMBER($n) } fotos de outras coisas como “Nenhuma destas”, e { $known } das peças que conhece. A
    AUROC com que distingue umas das outras é { $auroc }; 100 % é perfeito e 50 % é acaso.
models-photos-coverage =
    Arruma { $coverage } de todas as fotos sem revisão, { $right } delas corretamente.
models-outcomes = Resultados de todas as fotos
models-label = Etiqueta
models-of-label = Fotos
models-right = Exatidão
models-auroc = AUROC
models-auroc-help =
    Para o que não está entre as suas classes: como o distingue do que está. 100 % é perfeito e 50 % é acaso.
models-labels-table = Exatidão nas fotos de cada etiqueta
models-photos-confusion-alt = Matriz de confusão: etiquetas das fotos nas linhas, classes previstas nas colunas.

models-card-network = Rede
models-card-training = Treino
models-card-data = Dados e computador

models-studies = Estudos
models-studies-what =
    Cada estudo treina muitas redes e muda uma coisa de cada vez. Os gráficos mostram médias sobre várias sementes e os seus
    desvios-padrão. O melhor resultado, e os que estão dentro do seu desvio, estão a verde. Aponte para uma
    marca para ler os seus números. Os textos dos estudos estão em inglês.
models-no-studies = Ainda não foi feito nenhum estudo
models-no-studies-why = { $command } escreve os resultados em studies/. Depois aparecem aqui.
models-study-damaged = Um estudo não é mostrado: { $reason }
models-study-alt =
    { $title }. O valor mais alto ({ $y }) é { $high }, com { $highest }; o mais baixo é { $low }, com { $lowest }. A tabela
    abaixo contém todos os números.
models-as-table = Os números em tabela
models-layers-what =
    A dispersão das ativações e dos gradientes em cada camada, antes do treino. Se diminui com a profundidade, desvanece; se
    aumenta, explode.
models-layers-of = { $measure }, { $of }
models-study-data = Treinado com { $dataset }.
models-of = de
models-measure-shown = medida
models-mean = média
models-deviation = desvio
models-runs = execuções
models-diverged = divergiram

models-measure-accuracy = exatidão
models-measure-loss = perda
models-measure-epoch = época
models-measure-epochs = épocas
models-measure-seconds = segundos
models-measure-parameters = parâmetros
models-measure-val_accuracy = exatidão na validação
models-measure-val_loss = perda na validação
models-measure-multiply_adds = multiplicações por imagem
models-measure-variant = variante
models-measure-depth = profundidade
models-measure-activation_deviation = dispersão das ativações
models-measure-gradient_deviation = dispersão dos gradientes
models-measure-train_loss = perda no treino
models-measure-validation_loss = perda na validação
models-measure-test_loss = perda no teste
models-measure-train_accuracy = exatidão no treino
models-measure-validation_accuracy = exatidão na validação
models-measure-test_accuracy = exatidão no teste
models-tab-runtime = Motor de execução
